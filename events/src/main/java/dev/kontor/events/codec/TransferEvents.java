package dev.kontor.events.codec;

import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.proto.CommandNotFound;
import dev.kontor.events.proto.TransferAnswer;
import dev.kontor.events.proto.TransferCommandAnswer;
import dev.kontor.events.proto.TransferEventRecord;
import java.util.UUID;

/// Records of the topic `transfer-events`.
public final class TransferEvents {
    private TransferEvents() {}

    public static byte[] encode(TransferEvent event) {
        TransferEventRecord.Builder out =
                TransferEventRecord.newBuilder()
                        .setRules(event.rules())
                        .setTenant(event.key().tenant().name())
                        .setTransferId(Wire.bytes(event.key().id().uuid()));
        switch (event) {
            case TransferEvent.Answer(_, var transfer, var replies) ->
                    out.setAnswer(
                            TransferAnswer.newBuilder()
                                    .setTransfer(Snapshots.transfer(transfer))
                                    .addAllReplies(Wire.replies(replies)));
            case TransferEvent.CommandAnswer(_, var transfer, var command, var replies) ->
                    out.setCommandAnswer(
                            TransferCommandAnswer.newBuilder()
                                    .setTransfer(Snapshots.transfer(transfer))
                                    .setCommand(TransferCommands.snapshot(command))
                                    .addAllReplies(Wire.replies(replies)));
            case TransferEvent.CommandNotFound(_, _, UUID command, var replies) ->
                    out.setCommandNotFound(
                            CommandNotFound.newBuilder()
                                    .setCommandId(Wire.bytes(command))
                                    .addAllReplies(Wire.replies(replies)));
            case TransferEvent.Numbered numbered -> TransferFacts.fill(out, numbered);
        }
        return out.build().toByteArray();
    }

    /// @throws UnreadableRecordException if the bytes are no such record or their key names another
    ///     transfer
    /// @throws FutureRecordException if a newer build wrote it
    public static TransferEvent decode(byte[] key, byte[] value)
            throws UnreadableRecordException, FutureRecordException {
        return Wire.reading(
                () -> TransferEventRecord.parseFrom(value),
                in -> {
                    TransferKey named = Wire.transferKey(in.getTenant(), in.getTransferId());
                    Wire.checkKey(named, key);
                    return event(Rules.check(in.getRules()), named, in);
                });
    }

    private static TransferEvent event(int rules, TransferKey key, TransferEventRecord in)
            throws UnreadableRecordException, FutureRecordException {
        boolean isAnswer = in.hasAnswer() || in.hasCommandAnswer() || in.hasCommandNotFound();
        if (isAnswer && in.getNumber() != 0) {
            throw new UnreadableRecordException("an answer carries no number");
        }
        return switch (in.getKindCase()) {
            case ANSWER ->
                    new TransferEvent.Answer(
                            rules,
                            Snapshots.transfer(key, in.getAnswer().getTransfer()),
                            Wire.repliesOf(in.getAnswer().getRepliesList()));
            case COMMAND_ANSWER ->
                    new TransferEvent.CommandAnswer(
                            rules,
                            Snapshots.transfer(key, in.getCommandAnswer().getTransfer()),
                            TransferCommands.snapshot(in.getCommandAnswer().getCommand()),
                            Wire.repliesOf(in.getCommandAnswer().getRepliesList()));
            case COMMAND_NOT_FOUND ->
                    new TransferEvent.CommandNotFound(
                            rules,
                            key,
                            Wire.uuid(in.getCommandNotFound().getCommandId()),
                            Wire.repliesOf(in.getCommandNotFound().getRepliesList()));
            case KIND_NOT_SET -> throw Wire.noKind(in);
            case RECEIVED,
                    AUTHORIZED,
                    POSTED,
                    REJECTED,
                    RETURNED,
                    EXPIRED,
                    CONFLICTED,
                    COMMAND_DECIDED,
                    COMMAND_CONFLICTED ->
                    TransferFacts.fact(rules, key, in);
        };
    }
}
