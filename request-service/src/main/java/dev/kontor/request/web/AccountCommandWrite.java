package dev.kontor.request.web;

import dev.kontor.events.codec.Rules;
import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountCommandSnapshot;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.http.problem.ProblemException;
import dev.kontor.http.resource.AccountCommandResource;
import dev.kontor.request.RequestProperties;
import dev.kontor.request.domain.CommandForm;
import dev.kontor.request.domain.Differences;
import dev.kontor.request.stream.AppendFate;
import dev.kontor.request.stream.CommandReply;
import dev.kontor.request.stream.Context;
import dev.kontor.request.stream.Log;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A change of an account that is asked for.
record AccountCommandWrite(InstructionRecord.AccountCommanded commanded, String href)
        implements Write<
                CommandReply<AccountSnapshot, AccountCommandSnapshot>, AccountCommandResource> {

    static AccountCommandWrite of(
            AccountKey account,
            CommandForm<AccountCommand> form,
            Instant receivedAt,
            RequestProperties properties) {
        return new AccountCommandWrite(
                new InstructionRecord.AccountCommanded(
                        Rules.CURRENT, account, form.id(), form.command(), receivedAt),
                properties.readAddress("/v1/accounts/" + account.id() + "/commands/" + form.id()));
    }

    @Override
    public CompletableFuture<AppendFate> appendTo(Log log, Context context) {
        return log.append(commanded, context);
    }

    /// Without the account, of which nothing is known here.
    @Override
    public AccountCommandResource received() {
        return AccountCommandResource.alone(
                new AccountCommandSnapshot(
                        commanded.commandId(),
                        commanded.command(),
                        CommandStatus.RECEIVED,
                        null,
                        ContentDigest.of(commanded.command()),
                        Conflicts.NONE,
                        commanded.receivedAt(),
                        null),
                commanded.key().id());
    }

    /// @throws ProblemException (404) if there is no such account
    @Override
    public AccountCommandResource show(
            CommandReply<AccountSnapshot, AccountCommandSnapshot> reply) {
        var found = found(reply);
        return AccountCommandResource.of(found.command(), found.target());
    }

    /// @throws ProblemException (404) if there is no such account
    @Override
    public List<String> differences(CommandReply<AccountSnapshot, AccountCommandSnapshot> reply) {
        return Differences.between(found(reply).command().content(), commanded.command());
    }

    private static CommandReply.Recorded<AccountSnapshot, AccountCommandSnapshot> found(
            CommandReply<AccountSnapshot, AccountCommandSnapshot> reply) {
        return switch (reply) {
            case CommandReply.Recorded<AccountSnapshot, AccountCommandSnapshot> found -> found;
            case CommandReply.NotFound<AccountSnapshot, AccountCommandSnapshot>() ->
                    throw new ProblemException(Problems.notFound("account"));
        };
    }
}
