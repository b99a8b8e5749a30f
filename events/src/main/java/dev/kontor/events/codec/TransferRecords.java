package dev.kontor.events.codec;

import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Outcome;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.proto.Found;
import dev.kontor.events.proto.Posted;
import dev.kontor.events.proto.Refused;

/// Records of the topic `transfers`.
public final class TransferRecords {
    private TransferRecords() {}

    public static byte[] encode(TransferRecord record) {
        dev.kontor.events.proto.TransferRecord.Builder out =
                dev.kontor.events.proto.TransferRecord.newBuilder()
                        .setRules(record.rules())
                        .setTenant(record.key().tenant().name())
                        .setTransferId(Wire.bytes(record.key().id().uuid()));
        return switch (record) {
            case TransferRecord.Requested requested ->
                    out.setRequest(Wire.request(requested.request())).build().toByteArray();
            case TransferRecord.Answered answered ->
                    out.setOutcome(outcome(answered.outcome())).build().toByteArray();
        };
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
                                        rules, named, Wire.request(in.getRequest()));
                        case OUTCOME ->
                                new TransferRecord.Answered(outcome(rules, named, in.getOutcome()));
                        case KIND_NOT_SET -> throw Wire.noKind(in);
                    };
                });
    }

    private static dev.kontor.events.proto.Outcome outcome(Outcome outcome) {
        InstructionId id = outcome.id();
        dev.kontor.events.proto.Outcome.Builder out =
                dev.kontor.events.proto.Outcome.newBuilder()
                        .setAccount(id.account().id().text())
                        .setRequestKind(Wire.requestKind(id.kind()))
                        .setRequestId(Wire.requestId(id.requestId()))
                        .setLeg(id.leg())
                        .setAction(Wire.action(id.action()))
                        .setAt(Micros.of(outcome.at()));
        return switch (outcome.result()) {
            case Result.Posted posted ->
                    out.setPosted(
                                    Posted.newBuilder()
                                            .setVersion(posted.version())
                                            .setBalanceAfter(Wire.balance(posted.balanceAfter())))
                            .build();
            case Result.Refused refused ->
                    out.setRefused(Refused.newBuilder().setRefusal(Wire.refusal(refused.refusal())))
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
                Wire.instructionId(
                        account,
                        Wire.bytes(named.id().uuid()),
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
                    case REFUSED ->
                            new Result.Refused(Wire.refusal(in.getRefused().getRefusalValue()));
                    case FOUND ->
                            new Result.Found(
                                    Currency.of(in.getFound().getCurrency()),
                                    in.getFound().getWithoutLimit());
                    case RESULT_NOT_SET -> throw Wire.noKind(in);
                };
        return new Outcome(rules, id, Micros.toInstant(in.getAt()), result);
    }
}
