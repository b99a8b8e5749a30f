package dev.kontor.ledger.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Reply;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.ledger.domain.Change;
import dev.kontor.ledger.domain.Step;
import dev.kontor.ledger.proto.Asked;
import dev.kontor.ledger.proto.Authorized;
import dev.kontor.ledger.proto.CommandBegan;
import dev.kontor.ledger.proto.CommandConflicted;
import dev.kontor.ledger.proto.CommandReceived;
import dev.kontor.ledger.proto.CommandReplyKept;
import dev.kontor.ledger.proto.Conflicted;
import dev.kontor.ledger.proto.Expired;
import dev.kontor.ledger.proto.ExpiryBegan;
import dev.kontor.ledger.proto.ExpiryIgnored;
import dev.kontor.ledger.proto.ExpiryReceived;
import dev.kontor.ledger.proto.Posted;
import dev.kontor.ledger.proto.Received;
import dev.kontor.ledger.proto.Rejected;
import dev.kontor.ledger.proto.Returned;
import dev.kontor.ledger.proto.StoredChange;
import dev.kontor.ledger.proto.StoredStep;
import java.util.ArrayList;
import java.util.List;

/// The changes of a step, to and from bytes.
final class StepCodec {
    private StepCodec() {}

    static byte[] encode(Step step) {
        StoredStep.Builder out = StoredStep.newBuilder();
        step.changes().forEach(change -> out.addChanges(encode(step.key(), change)));
        return out.build().toByteArray();
    }

    /// @throws IllegalStateException if the bytes are no step: the store is damaged, or of a newer
    ///     build
    static Step decode(TransferKey key, int number, byte[] bytes) {
        try {
            List<Change> changes = new ArrayList<>();
            for (StoredChange change : StoredStep.parseFrom(bytes).getChangesList()) {
                changes.add(decode(key, change));
            }
            return new Step(key, number, changes);
        } catch (InvalidProtocolBufferException
                | UnreadableRecordException
                | FutureRecordException
                | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "step " + number + " of transfer " + key + " cannot be read", e);
        }
    }

    private static StoredChange.Builder encode(TransferKey key, Change change) {
        StoredChange.Builder out = StoredChange.newBuilder();
        return switch (change) {
            case Change.Received received -> out.setReceived(received(key, received));
            case Change.ReplyKept(Reply reply) -> out.setReplyKept(Stored.reply(reply));
            case Change.Asked(int leg, Action action, long amount) ->
                    out.setAsked(
                            Asked.newBuilder()
                                    .setLeg(leg)
                                    .setAction(Stored.action(action))
                                    .setAmount(amount));
            case Change.Answered answered -> out.setAnswered(Stored.answered(answered));
            case Change.Authorized(var at) ->
                    out.setAuthorized(Authorized.newBuilder().setDecidedAt(Micros.of(at)));
            case Change.Posted(var why, var at) -> {
                Posted.Builder posted = Posted.newBuilder().setDecidedAt(Micros.of(at));
                yield out.setPosted(
                        why == null ? posted : posted.setRejection(Stored.rejection(why)));
            }
            case Change.Rejected(var why, var at) ->
                    out.setRejected(
                            Rejected.newBuilder()
                                    .setRejection(Stored.rejection(why))
                                    .setDecidedAt(Micros.of(at)));
            case Change.Returned(var why, var at) ->
                    out.setReturned(
                            Returned.newBuilder()
                                    .setRejection(Stored.rejection(why))
                                    .setDecidedAt(Micros.of(at)));
            case Change.Conflicted(var digest, var at) ->
                    out.setConflicted(
                            Conflicted.newBuilder()
                                    .setContentDigest(Stored.digest(digest))
                                    .setAt(Micros.of(at)));
            case Change.CommandReceived received -> out.setCommandReceived(received(key, received));
            case Change.CommandReplyKept(var id, Reply reply) ->
                    out.setCommandReplyKept(
                            CommandReplyKept.newBuilder()
                                    .setCommandId(Stored.id(id))
                                    .setReply(Stored.reply(reply)));
            case Change.CommandBegan(var id, var amount) ->
                    out.setCommandBegan(
                            CommandBegan.newBuilder()
                                    .setCommandId(Stored.id(id))
                                    .setAmount(amount == null ? 0 : amount));
            case Change.CommandDecided decided -> out.setCommandDecided(Stored.decided(decided));
            case Change.CommandConflicted(var id, var digest, var at) ->
                    out.setCommandConflicted(
                            CommandConflicted.newBuilder()
                                    .setCommandId(Stored.id(id))
                                    .setContentDigest(Stored.digest(digest))
                                    .setAt(Micros.of(at)));
            case Change.ExpiryReceived(var at) ->
                    out.setExpiryReceived(ExpiryReceived.newBuilder().setAt(Micros.of(at)));
            case Change.ExpiryBegan began -> out.setExpiryBegan(ExpiryBegan.getDefaultInstance());
            case Change.ExpiryIgnored ignored ->
                    out.setExpiryIgnored(ExpiryIgnored.getDefaultInstance());
            case Change.Expired(var status, var at) ->
                    out.setExpired(
                            Expired.newBuilder()
                                    .setTransfer(Stored.status(status))
                                    .setAt(Micros.of(at)));
        };
    }

    private static Change decode(TransferKey key, StoredChange in)
            throws UnreadableRecordException, FutureRecordException {
        return switch (in.getKindCase()) {
            case RECEIVED -> received(key, in.getReceived());
            case REPLY_KEPT -> new Change.ReplyKept(Stored.reply(in.getReplyKept()));
            case ASKED ->
                    new Change.Asked(
                            in.getAsked().getLeg(),
                            Stored.action(in.getAsked().getAction()),
                            in.getAsked().getAmount());
            case ANSWERED -> Stored.answered(in.getAnswered());
            case AUTHORIZED ->
                    new Change.Authorized(Micros.toInstant(in.getAuthorized().getDecidedAt()));
            case POSTED ->
                    new Change.Posted(
                            in.getPosted().hasRejection()
                                    ? Stored.rejection(in.getPosted().getRejection())
                                    : null,
                            Micros.toInstant(in.getPosted().getDecidedAt()));
            case REJECTED ->
                    new Change.Rejected(
                            Stored.rejection(in.getRejected().getRejection()),
                            Micros.toInstant(in.getRejected().getDecidedAt()));
            case RETURNED ->
                    new Change.Returned(
                            Stored.rejection(in.getReturned().getRejection()),
                            Micros.toInstant(in.getReturned().getDecidedAt()));
            case CONFLICTED ->
                    new Change.Conflicted(
                            Stored.digest(in.getConflicted().getContentDigest()),
                            Micros.toInstant(in.getConflicted().getAt()));
            case COMMAND_RECEIVED -> received(key, in.getCommandReceived());
            case COMMAND_REPLY_KEPT ->
                    new Change.CommandReplyKept(
                            Stored.id(in.getCommandReplyKept().getCommandId()),
                            Stored.reply(in.getCommandReplyKept().getReply()));
            case COMMAND_BEGAN -> began(in.getCommandBegan());
            case COMMAND_DECIDED -> Stored.decided(in.getCommandDecided());
            case COMMAND_CONFLICTED ->
                    new Change.CommandConflicted(
                            Stored.id(in.getCommandConflicted().getCommandId()),
                            Stored.digest(in.getCommandConflicted().getContentDigest()),
                            Micros.toInstant(in.getCommandConflicted().getAt()));
            case EXPIRY_RECEIVED ->
                    new Change.ExpiryReceived(Micros.toInstant(in.getExpiryReceived().getAt()));
            case EXPIRY_BEGAN -> new Change.ExpiryBegan();
            case EXPIRY_IGNORED -> new Change.ExpiryIgnored();
            case EXPIRED ->
                    new Change.Expired(
                            Stored.status(in.getExpired().getTransfer()),
                            Micros.toInstant(in.getExpired().getAt()));
            case KIND_NOT_SET -> throw new IllegalArgumentException("a change of no known kind");
        };
    }

    private static Received received(TransferKey key, Change.Received received) {
        TransferRecord record =
                new TransferRecord.Requested(received.rules(), key, received.request());
        return Received.newBuilder()
                .setRequest(ByteString.copyFrom(TransferRecords.encode(record)))
                .setContentDigest(received.digest().text())
                .build();
    }

    private static Change received(TransferKey key, Received in)
            throws UnreadableRecordException, FutureRecordException {
        if (record(key, in.getRequest())
                instanceof TransferRecord.Requested(int rules, _, var request)) {
            return new Change.Received(rules, request, Stored.someDigest(in.getContentDigest()));
        }
        throw new IllegalArgumentException("not a request");
    }

    private static CommandReceived received(TransferKey key, Change.CommandReceived received) {
        TransferRecord record =
                new TransferRecord.Commanded(
                        received.rules(),
                        key,
                        received.id(),
                        received.content(),
                        received.receivedAt());
        return CommandReceived.newBuilder()
                .setCommand(ByteString.copyFrom(TransferRecords.encode(record)))
                .setContentDigest(received.digest().text())
                .build();
    }

    private static Change received(TransferKey key, CommandReceived in)
            throws UnreadableRecordException, FutureRecordException {
        if (record(key, in.getCommand())
                instanceof
                TransferRecord.Commanded(int rules, _, var id, var content, var receivedAt)) {
            return new Change.CommandReceived(
                    rules, id, content, Stored.someDigest(in.getContentDigest()), receivedAt);
        }
        throw new IllegalArgumentException("not a command");
    }

    private static TransferRecord record(TransferKey key, ByteString bytes)
            throws UnreadableRecordException, FutureRecordException {
        return TransferRecords.decode(key.bytes(), bytes.toByteArray());
    }

    private static Change began(CommandBegan in) {
        return new Change.CommandBegan(
                Stored.id(in.getCommandId()), in.getAmount() == 0 ? null : in.getAmount());
    }
}
