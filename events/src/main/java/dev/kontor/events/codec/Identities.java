package dev.kontor.events.codec;

import com.google.protobuf.ByteString;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.TransferId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What names an instruction, to and from bytes.
final class Identities {
    private static final RequestKind[] REQUEST_KINDS = RequestKind.values();
    private static final Action[] ACTIONS = Action.values();

    private Identities() {}

    /// The identity of an instruction, which three topics carry in the same five fields.
    static InstructionId instructionId(
            AccountKey account,
            ByteString transfer,
            int kind,
            ByteString requestId,
            int leg,
            int action)
            throws FutureRecordException {
        return instructionId(
                account, new TransferId(Wire.uuid(transfer)), kind, requestId, leg, action);
    }

    static InstructionId instructionId(
            AccountKey account,
            TransferId transfer,
            int kind,
            ByteString requestId,
            int leg,
            int action)
            throws FutureRecordException {
        return new InstructionId(
                account, transfer, requestKind(kind), requestId(requestId), leg, action(action));
    }

    static ByteString requestId(@Nullable UUID requestId) {
        return requestId == null ? ByteString.EMPTY : Wire.bytes(requestId);
    }

    static @Nullable UUID requestId(ByteString bytes) {
        return bytes.isEmpty() ? null : Wire.uuid(bytes);
    }

    static dev.kontor.events.proto.RequestKind requestKind(RequestKind kind) {
        return dev.kontor.events.proto.RequestKind.forNumber(Wire.number(kind));
    }

    static RequestKind requestKind(int number) throws FutureRecordException {
        return Wire.knownOrFuture(REQUEST_KINDS, number, "request kind");
    }

    static dev.kontor.events.proto.Action action(Action action) {
        return dev.kontor.events.proto.Action.forNumber(Wire.number(action));
    }

    static Action action(int number) throws FutureRecordException {
        return Wire.knownOrFuture(ACTIONS, number, "action");
    }
}
