package dev.kontor.events.codec;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.proto.AccountAnswer;
import dev.kontor.events.proto.AccountCommandAnswer;
import dev.kontor.events.proto.AccountEventRecord;
import dev.kontor.events.proto.CommandNotFound;
import java.util.UUID;

/// Records of the topic `account-events`.
public final class AccountEvents {
    private AccountEvents() {}

    public static byte[] encode(AccountEvent event) {
        AccountEventRecord.Builder out =
                AccountEventRecord.newBuilder()
                        .setRules(event.rules())
                        .setTenant(event.key().tenant().name())
                        .setAccount(event.key().id().text());
        switch (event) {
            case AccountEvent.Answer(_, var account, var replies) ->
                    out.setAnswer(
                            AccountAnswer.newBuilder()
                                    .setAccount(Snapshots.account(account))
                                    .addAllReplies(Wire.replies(replies)));
            case AccountEvent.CommandAnswer(_, var account, var command, var replies) ->
                    out.setCommandAnswer(
                            AccountCommandAnswer.newBuilder()
                                    .setAccount(Snapshots.account(account))
                                    .setCommand(AccountCommands.snapshot(command))
                                    .addAllReplies(Wire.replies(replies)));
            case AccountEvent.CommandNotFound(_, _, UUID command, var replies) ->
                    out.setCommandNotFound(
                            CommandNotFound.newBuilder()
                                    .setCommandId(Wire.bytes(command))
                                    .addAllReplies(Wire.replies(replies)));
            case AccountEvent.Numbered numbered -> AccountHistory.fill(out, numbered);
        }
        return out.build().toByteArray();
    }

    /// @throws UnreadableRecordException if the bytes are no such record or their key names another
    ///     account
    /// @throws FutureRecordException if a newer build wrote it
    public static AccountEvent decode(byte[] key, byte[] value)
            throws UnreadableRecordException, FutureRecordException {
        return Wire.reading(
                () -> AccountEventRecord.parseFrom(value),
                in -> {
                    AccountKey named = Wire.accountKey(in.getTenant(), in.getAccount());
                    Wire.checkKey(named, key);
                    return event(Rules.check(in.getRules()), named, in);
                });
    }

    private static AccountEvent event(int rules, AccountKey key, AccountEventRecord in)
            throws UnreadableRecordException, FutureRecordException {
        boolean isAnswer = in.hasAnswer() || in.hasCommandAnswer() || in.hasCommandNotFound();
        if (isAnswer && in.getVersion() != 0) {
            throw new UnreadableRecordException("an answer carries no version");
        }
        return switch (in.getKindCase()) {
            case ANSWER ->
                    new AccountEvent.Answer(
                            rules,
                            Snapshots.account(key, in.getAnswer().getAccount()),
                            Wire.repliesOf(in.getAnswer().getRepliesList()));
            case COMMAND_ANSWER ->
                    new AccountEvent.CommandAnswer(
                            rules,
                            Snapshots.account(key, in.getCommandAnswer().getAccount()),
                            AccountCommands.snapshot(in.getCommandAnswer().getCommand()),
                            Wire.repliesOf(in.getCommandAnswer().getRepliesList()));
            case COMMAND_NOT_FOUND ->
                    new AccountEvent.CommandNotFound(
                            rules,
                            key,
                            Wire.uuid(in.getCommandNotFound().getCommandId()),
                            Wire.repliesOf(in.getCommandNotFound().getRepliesList()));
            case KIND_NOT_SET -> throw Wire.noKind(in);
            case OPENED,
                    ENTRY,
                    HOLD_PLACED,
                    HOLD_RELEASED,
                    CONFLICTED,
                    COMMAND_DECIDED,
                    COMMAND_CONFLICTED ->
                    AccountHistory.fact(rules, key, in);
        };
    }
}
