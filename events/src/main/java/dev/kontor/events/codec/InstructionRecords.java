package dev.kontor.events.codec;

import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Money;

/// Records of the topic `instructions`.
public final class InstructionRecords {
    private InstructionRecords() {}

    public static byte[] encode(InstructionRecord record) {
        dev.kontor.events.proto.InstructionRecord.Builder out =
                dev.kontor.events.proto.InstructionRecord.newBuilder()
                        .setRules(record.rules())
                        .setTenant(record.key().tenant().name())
                        .setAccount(record.key().id().text());
        return switch (record) {
            case InstructionRecord.Instructed instructed ->
                    out.setInstruction(instruction(instructed.instruction())).build().toByteArray();
            case InstructionRecord.OpeningRequested requested ->
                    out.setOpen(Wire.opening(requested.opening())).build().toByteArray();
        };
    }

    /// @throws UnreadableRecordException if the bytes are no such record or their key names another
    ///     account
    /// @throws FutureRecordException if a newer build wrote it
    public static InstructionRecord decode(byte[] key, byte[] value)
            throws UnreadableRecordException, FutureRecordException {
        return Wire.reading(
                () -> dev.kontor.events.proto.InstructionRecord.parseFrom(value),
                in -> {
                    int rules = Rules.check(in.getRules());
                    AccountKey named = Wire.accountKey(in.getTenant(), in.getAccount());
                    Wire.checkKey(named, key);
                    return switch (in.getKindCase()) {
                        case INSTRUCTION ->
                                new InstructionRecord.Instructed(
                                        instruction(rules, named, in.getInstruction()));
                        case OPEN ->
                                new InstructionRecord.OpeningRequested(
                                        rules, named, Wire.opening(in.getOpen()));
                        case KIND_NOT_SET -> throw Wire.noKind(in);
                    };
                });
    }

    private static dev.kontor.events.proto.Instruction instruction(Instruction instruction) {
        InstructionId id = instruction.id();
        return dev.kontor.events.proto.Instruction.newBuilder()
                .setTransferId(Wire.bytes(id.transfer().uuid()))
                .setRequestKind(Wire.requestKind(id.kind()))
                .setRequestId(Wire.requestId(id.requestId()))
                .setLeg(id.leg())
                .setAction(Wire.action(id.action()))
                .setAmount(instruction.amount().minor())
                .setCurrency(instruction.amount().currency().code())
                .setUnconditional(instruction.unconditional())
                .setReceivedAt(Micros.of(instruction.receivedAt()))
                .setEffectiveAt(Micros.of(instruction.effectiveAt()))
                .build();
    }

    private static Instruction instruction(
            int rules, AccountKey named, dev.kontor.events.proto.Instruction in)
            throws FutureRecordException {
        return new Instruction(
                rules,
                Wire.instructionId(
                        named,
                        in.getTransferId(),
                        in.getRequestKindValue(),
                        in.getRequestId(),
                        in.getLeg(),
                        in.getActionValue()),
                new Money(in.getAmount(), Currency.of(in.getCurrency())),
                in.getUnconditional(),
                Micros.toInstant(in.getReceivedAt()),
                Micros.toInstant(in.getEffectiveAt()));
    }
}
