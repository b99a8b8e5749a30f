package dev.kontor.events.codec;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.InstructionRecord.AccountCommanded;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Money;
import java.time.Instant;
import java.util.UUID;

/// Records of the topic `instructions`.
public final class InstructionRecords {
    private InstructionRecords() {}

    public static byte[] encode(InstructionRecord record) {
        dev.kontor.events.proto.InstructionRecord.Builder out =
                dev.kontor.events.proto.InstructionRecord.newBuilder()
                        .setRules(record.rules())
                        .setTenant(record.key().tenant().name())
                        .setAccount(record.key().id().text());
        switch (record) {
            case InstructionRecord.Instructed instructed ->
                    out.setInstruction(instruction(instructed.instruction()));
            case InstructionRecord.OpeningRequested requested ->
                    out.setOpen(Openings.opening(requested.opening()));
            case AccountCommanded commanded -> fill(out, commanded);
        }
        return out.build().toByteArray();
    }

    private static void fill(
            dev.kontor.events.proto.InstructionRecord.Builder out, AccountCommanded commanded) {
        UUID id = commanded.commandId();
        Instant receivedAt = commanded.receivedAt();
        switch (commanded.command()) {
            case AccountCommand.Freeze freeze ->
                    out.setFreeze(AccountCommands.freeze(id, freeze, receivedAt));
            case AccountCommand.Unfreeze unfreeze ->
                    out.setUnfreeze(AccountCommands.unfreeze(id, unfreeze, receivedAt));
            case AccountCommand.Close close ->
                    out.setClose(AccountCommands.close(id, close, receivedAt));
            case AccountCommand.ChangeOverdraftLimit change ->
                    out.setChangeOverdraftLimit(AccountCommands.change(id, change, receivedAt));
        }
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
                                        rules, named, Openings.opening(in.getOpen()));
                        case FREEZE, UNFREEZE, CLOSE, CHANGE_OVERDRAFT_LIMIT ->
                                commanded(rules, named, in);
                        case KIND_NOT_SET -> throw Wire.noKind(in);
                    };
                });
    }

    private static AccountCommanded commanded(
            int rules, AccountKey key, dev.kontor.events.proto.InstructionRecord in) {
        return switch (in.getKindCase()) {
            case FREEZE ->
                    new AccountCommanded(
                            rules,
                            key,
                            Wire.uuid(in.getFreeze().getCommandId()),
                            AccountCommands.freeze(in.getFreeze()),
                            Micros.toInstant(in.getFreeze().getReceivedAt()));
            case UNFREEZE ->
                    new AccountCommanded(
                            rules,
                            key,
                            Wire.uuid(in.getUnfreeze().getCommandId()),
                            AccountCommands.unfreeze(in.getUnfreeze()),
                            Micros.toInstant(in.getUnfreeze().getReceivedAt()));
            case CLOSE ->
                    new AccountCommanded(
                            rules,
                            key,
                            Wire.uuid(in.getClose().getCommandId()),
                            AccountCommands.close(in.getClose()),
                            Micros.toInstant(in.getClose().getReceivedAt()));
            case CHANGE_OVERDRAFT_LIMIT ->
                    new AccountCommanded(
                            rules,
                            key,
                            Wire.uuid(in.getChangeOverdraftLimit().getCommandId()),
                            AccountCommands.change(in.getChangeOverdraftLimit()),
                            Micros.toInstant(in.getChangeOverdraftLimit().getReceivedAt()));
            case INSTRUCTION, OPEN, KIND_NOT_SET ->
                    throw new IllegalStateException("no command: " + in.getKindCase());
        };
    }

    private static dev.kontor.events.proto.Instruction instruction(Instruction instruction) {
        InstructionId id = instruction.id();
        return dev.kontor.events.proto.Instruction.newBuilder()
                .setTransferId(Wire.bytes(id.transfer().uuid()))
                .setRequestKind(Identities.requestKind(id.kind()))
                .setRequestId(Identities.requestId(id.requestId()))
                .setLeg(id.leg())
                .setAction(Identities.action(id.action()))
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
                Identities.instructionId(
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
