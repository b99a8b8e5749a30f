package dev.kontor.request.web;

import dev.kontor.events.codec.Rules;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.http.problem.ProblemException;
import dev.kontor.http.resource.TransferCommandResource;
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

/// A capture, void or reversal that is asked for.
record TransferCommandWrite(TransferRecord.Commanded commanded, String href)
        implements Write<
                CommandReply<TransferSnapshot, TransferCommandSnapshot>, TransferCommandResource> {

    static TransferCommandWrite of(
            TransferKey transfer,
            CommandForm<TransferCommand> form,
            Instant receivedAt,
            RequestProperties properties) {
        return new TransferCommandWrite(
                new TransferRecord.Commanded(
                        Rules.CURRENT, transfer, form.id(), form.command(), receivedAt),
                properties.readAddress(
                        "/v1/transfers/" + transfer.id() + "/commands/" + form.id()));
    }

    @Override
    public CompletableFuture<AppendFate> appendTo(Log log, Context context) {
        return log.append(commanded, context);
    }

    /// Without the transfer, of which nothing is known here.
    @Override
    public TransferCommandResource received() {
        TransferCommand command = commanded.command();
        return TransferCommandResource.alone(
                new TransferCommandSnapshot(
                        commanded.commandId(),
                        command,
                        command.amountMinor(),
                        CommandStatus.RECEIVED,
                        null,
                        ContentDigest.of(command),
                        Conflicts.NONE,
                        commanded.receivedAt(),
                        null));
    }

    /// @throws ProblemException (404) if there is no such transfer
    @Override
    public TransferCommandResource show(
            CommandReply<TransferSnapshot, TransferCommandSnapshot> reply) {
        var found = found(reply);
        return TransferCommandResource.of(found.command(), found.target());
    }

    /// @throws ProblemException (404) if there is no such transfer
    @Override
    public List<String> differences(CommandReply<TransferSnapshot, TransferCommandSnapshot> reply) {
        return Differences.between(found(reply).command().content(), commanded.command());
    }

    private static CommandReply.Recorded<TransferSnapshot, TransferCommandSnapshot> found(
            CommandReply<TransferSnapshot, TransferCommandSnapshot> reply) {
        return switch (reply) {
            case CommandReply.Recorded<TransferSnapshot, TransferCommandSnapshot> found -> found;
            case CommandReply.NotFound<TransferSnapshot, TransferCommandSnapshot>() ->
                    throw new ProblemException(Problems.notFound("transfer"));
        };
    }
}
