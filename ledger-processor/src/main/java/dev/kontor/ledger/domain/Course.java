package dev.kontor.ledger.domain;

import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.ledger.domain.Movement.Next;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The course of a transfer: what happens to it next, from nothing but what has happened.
///
/// One thing at a time is under way. What that asks next, and when it has ended, says [Movement];
/// how it ends is said here. Then comes the first that waits.
final class Course {
    private final Transfer transfer;
    private final Round round;
    private final Plan plan;

    private Course(Transfer transfer, Round round) {
        this.transfer = transfer;
        this.round = round;
        this.plan = Plan.of(transfer, round);
    }

    /// Adds all that follows at once to `changes`: nothing while it waits for an answer, or rests.
    ///
    /// @param transfer as it is after `changes`
    /// @return the transfer after all of them
    static Transfer follow(Transfer transfer, List<Change> changes) {
        Transfer now = transfer;
        List<Change> next = next(now);
        while (!next.isEmpty()) {
            changes.addAll(next);
            now = Fold.of(now, now.key(), next);
            next = next(now);
        }
        return now;
    }

    /// @param rejected a command that waits
    static Change.CommandDecided rejection(Transfer transfer, Command rejected, Refusal refusal) {
        Instant at =
                rejected.receivedAt().isAfter(transfer.latest())
                        ? rejected.receivedAt()
                        : transfer.latest();
        return new Change.CommandDecided(
                rejected.id(),
                CommandStatus.REJECTED,
                new Rejection(refusal, null),
                transfer.status(),
                at);
    }

    private static List<Change> next(Transfer transfer) {
        Round round = transfer.agenda().current();
        if (round != null) {
            return round.isUnderWay() ? List.of() : new Course(transfer, round).next();
        }
        if (transfer.agenda().isIdle()) return List.of();
        return switch (transfer.agenda().next()) {
            case Waiting.ForCommand(UUID id) ->
                    List.of(begin(transfer, transfer.commands().get(id)));
            case Waiting.ForExpiry expiry ->
                    transfer.status() == TransferStatus.AUTHORIZED
                            ? List.of(new Change.ExpiryBegan())
                            : List.of(new Change.ExpiryIgnored());
        };
    }

    private static Change begin(Transfer transfer, Command command) {
        Refusal refusal = CommandRules.refusalOf(transfer, command);
        if (refusal != null) return rejection(transfer, command, refusal);
        return switch (command.content()) {
            case TransferCommand.Void nothing -> new Change.CommandBegan(command.id(), null);
            case TransferCommand.Capture capture -> began(transfer, command);
            case TransferCommand.Reversal reversal -> began(transfer, command);
        };
    }

    private static Change began(Transfer transfer, Command command) {
        long amount = Plan.of(transfer, command.content()).amount(transfer);
        return new Change.CommandBegan(command.id(), amount);
    }

    private List<Change> next() {
        return switch (new Movement(transfer, round, plan).next()) {
            case Next.Ask(List<Change> asked) -> asked;
            case Next.Held held -> List.of(new Change.Authorized(transfer.latest()));
            case Next.Refused(Rejection rejection) -> List.of(refused(rejection));
            case Next.Moved(var rejection, boolean inVain) -> List.of(moved(rejection, inVain));
        };
    }

    private Change refused(Rejection rejection) {
        return round.kind() == RequestKind.TRANSFER
                ? new Change.Rejected(rejection, transfer.latest())
                : decided(CommandStatus.REJECTED, rejection, transfer.status());
    }

    /// @param rejection why something went back
    /// @param inVain whether all of it went back
    private Change moved(@Nullable Rejection rejection, boolean inVain) {
        CommandStatus status = inVain ? CommandStatus.REJECTED : CommandStatus.DONE;
        return switch (round.kind()) {
            case TRANSFER ->
                    inVain
                            ? new Change.Returned(
                                    Objects.requireNonNull(rejection), transfer.latest())
                            : new Change.Posted(rejection, transfer.latest());
            case REVERSAL -> decided(status, rejection, transfer.status());
            case CAPTURE ->
                    decided(
                            status,
                            rejection,
                            plan.releasesRest()
                                    ? endOfAuthorization(TransferStatus.POSTED)
                                    : TransferStatus.AUTHORIZED);
            case VOID -> decided(status, rejection, endOfAuthorization(TransferStatus.VOIDED));
            case EXPIRY ->
                    new Change.Expired(
                            endOfAuthorization(TransferStatus.EXPIRED), transfer.latest());
        };
    }

    /// @param untouched how it ends if nothing was captured
    private TransferStatus endOfAuthorization(TransferStatus untouched) {
        Tally tally = transfer.tally().plus(round, transfer.request().legs());
        if (tally.capturedAmount() == 0) return untouched;
        return tally.returnedAmount() == tally.capturedAmount()
                ? TransferStatus.RETURNED
                : TransferStatus.POSTED;
    }

    private Change decided(
            CommandStatus status, @Nullable Rejection rejection, TransferStatus after) {
        UUID id = Objects.requireNonNull(round.requestId(), "commands have ids");
        return new Change.CommandDecided(id, status, rejection, after, transfer.latest());
    }
}
