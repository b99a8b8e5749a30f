package dev.kontor.events.codec;

import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Outcome;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferRecord.Commanded;
import dev.kontor.events.proto.ExpiryDue;
import dev.kontor.events.proto.Found;
import dev.kontor.events.proto.Held;
import dev.kontor.events.proto.Posted;
import dev.kontor.events.proto.Refused;
import dev.kontor.events.proto.Released;
import java.time.Instant;
import java.util.UUID;

/// Records of the topic `transfers`.
public final class TransferRecords {
    private TransferRecords() {}

    public static byte[] encode(TransferRecord record) {
        dev.kontor.events.proto.TransferRecord.Builder out =
                dev.kontor.events.proto.TransferRecord.newBuilder()
                        .setRules(record.rules())
                        .setTenant(record.key().tenant().name())
                        .setTransferId(Wire.bytes(record.key().id().uuid()));
        switch (record) {
            case TransferRecord.Requested requested ->
                    out.setRequest(Requests.request(requested.request()));
            case Commanded commanded -> fill(out, commanded);
            case TransferRecord.ExpiryDue due ->
                    out.setExpiry(ExpiryDue.newBuilder().setAt(Micros.of(due.at())));
            case TransferRecord.Answered answered -> out.setOutcome(outcome(answered.outcome()));
        }
        return out.build().toByteArray();
    }

    private static void fill(
            dev.kontor.events.proto.TransferRecord.Builder out, Commanded commanded) {
        UUID id = commanded.commandId();
        Instant receivedAt = commanded.receivedAt();
        switch (commanded.command()) {
            case TransferCommand.Capture capture ->
                    out.setCapture(TransferCommands.capture(id, capture, receivedAt));
            case TransferCommand.Void() -> out.setVoid(TransferCommands.voiding(id, receivedAt));
            case TransferCommand.Reversal reversal ->
                    out.setReversal(TransferCommands.reversal(id, reversal, receivedAt));
        }
    }

    /// @throws UnreadableRecordException if the bytes are no such record or their key names another
    ///     transfer
    /// @throws FutureRecordException if a newer build wrote it
    public static TransferRecord decode(byte[] key, byte[] value)
            throws UnreadableRecordException, FutureRecordException {
        return Wire.reading(
                () -> dev.kontor.events.proto.TransferRecord.parseFrom(value),
                in -> {
                    int rules = Rules.check(in.getRules());
                    TransferKey named = Wire.transferKey(in.getTenant(), in.getTransferId());
                    Wire.checkKey(named, key);
                    return switch (in.getKindCase()) {
                        case REQUEST ->
                                new TransferRecord.Requested(
                                        rules, named, Requests.request(in.getRequest()));
                        case OUTCOME ->
                                new TransferRecord.Answered(outcome(rules, named, in.getOutcome()));
                        case CAPTURE ->
                                new Commanded(
                                        rules,
                                        named,
                                        Wire.uuid(in.getCapture().getCommandId()),
                                        TransferCommands.capture(in.getCapture()),
                                        Micros.toInstant(in.getCapture().getReceivedAt()));
                        case VOID ->
                                new Commanded(
                                        rules,
                                        named,
                                        Wire.uuid(in.getVoid().getCommandId()),
                                        new TransferCommand.Void(),
                                        Micros.toInstant(in.getVoid().getReceivedAt()));
                        case REVERSAL ->
                                new Commanded(
                                        rules,
                                        named,
                                        Wire.uuid(in.getReversal().getCommandId()),
                                        TransferCommands.reversal(in.getReversal()),
                                        Micros.toInstant(in.getReversal().getReceivedAt()));
                        case EXPIRY ->
                                new TransferRecord.ExpiryDue(
                                        rules, named, Micros.toInstant(in.getExpiry().getAt()));
                        case KIND_NOT_SET -> throw Wire.noKind(in);
                    };
                });
    }

    private static dev.kontor.events.proto.Outcome outcome(Outcome outcome) {
        InstructionId id = outcome.id();
        dev.kontor.events.proto.Outcome.Builder out =
                dev.kontor.events.proto.Outcome.newBuilder()
                        .setAccount(id.account().id().text())
                        .setRequestKind(Identities.requestKind(id.kind()))
                        .setRequestId(Identities.requestId(id.requestId()))
                        .setLeg(id.leg())
                        .setAction(Identities.action(id.action()))
                        .setAt(Micros.of(outcome.at()));
        return switch (outcome.result()) {
            case Result.Posted posted ->
                    out.setPosted(
                                    Posted.newBuilder()
                                            .setVersion(posted.version())
                                            .setBalanceAfter(Wire.balance(posted.balanceAfter())))
                            .build();
            case Result.Held held ->
                    out.setHeld(
                                    Held.newBuilder()
                                            .setVersion(held.version())
                                            .setBalanceAfter(Wire.balance(held.balanceAfter())))
                            .build();
            case Result.Released released ->
                    out.setReleased(
                                    Released.newBuilder()
                                            .setVersion(released.version())
                                            .setBalanceAfter(Wire.balance(released.balanceAfter())))
                            .build();
            case Result.Refused refused ->
                    out.setRefused(
                                    Refused.newBuilder()
                                            .setRefusal(Verdicts.refusal(refused.refusal())))
                            .build();
            case Result.Found found ->
                    out.setFound(
                                    Found.newBuilder()
                                            .setCurrency(found.currency().code())
                                            .setWithoutLimit(found.withoutLimit()))
                            .build();
        };
    }

    private static Outcome outcome(int rules, TransferKey named, dev.kontor.events.proto.Outcome in)
            throws UnreadableRecordException, FutureRecordException {
        AccountKey account = Wire.accountKey(named.tenant().name(), in.getAccount());
        InstructionId id =
                Identities.instructionId(
                        account,
                        named.id(),
                        in.getRequestKindValue(),
                        in.getRequestId(),
                        in.getLeg(),
                        in.getActionValue());
        Result result =
                switch (in.getResultCase()) {
                    case POSTED ->
                            new Result.Posted(
                                    in.getPosted().getVersion(),
                                    Wire.balance(in.getPosted().getBalanceAfter()));
                    case HELD ->
                            new Result.Held(
                                    in.getHeld().getVersion(),
                                    Wire.balance(in.getHeld().getBalanceAfter()));
                    case RELEASED ->
                            new Result.Released(
                                    in.getReleased().getVersion(),
                                    Wire.balance(in.getReleased().getBalanceAfter()));
                    case REFUSED ->
                            new Result.Refused(Verdicts.refusal(in.getRefused().getRefusalValue()));
                    case FOUND ->
                            new Result.Found(
                                    Currency.of(in.getFound().getCurrency()),
                                    in.getFound().getWithoutLimit());
                    case RESULT_NOT_SET -> throw Wire.noKind(in);
                };
        return new Outcome(rules, id, Micros.toInstant(in.getAt()), result);
    }
}
