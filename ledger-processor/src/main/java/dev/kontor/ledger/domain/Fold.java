package dev.kontor.ledger.domain;

import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Posting;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The fold of changes into a transfer: it touches and never judges.
final class Fold {
    private Fold() {}

    /// @param before null before the first change
    static Transfer of(@Nullable Transfer before, TransferKey key, List<Change> changes) {
        Transfer transfer = before;
        for (Change change : changes) {
            transfer = apply(transfer, key, change);
        }
        return Objects.requireNonNull(transfer, "there is at least one change");
    }

    static Transfer apply(@Nullable Transfer transfer, TransferKey key, Change change) {
        if (change instanceof Change.Received received) {
            return receive(transfer, key, received);
        }
        if (transfer == null) {
            throw new IllegalStateException("transfer " + key + " begins with " + change);
        }
        return switch (change) {
            case Change.Received again -> throw new IllegalStateException("received: " + again);
            case Change.ReplyKept(var reply) -> transfer.with(transfer.claimants().with(reply));
            case Change.Asked asked -> ask(transfer, asked);
            case Change.Answered answered -> answer(transfer, answered);
            case Change.Authorized(var at) ->
                    decided(transfer, new Fate(TransferStatus.AUTHORIZED, null, at));
            case Change.Posted(var why, var at) ->
                    decided(transfer, new Fate(TransferStatus.POSTED, why, at));
            case Change.Rejected(var why, var at) ->
                    decided(transfer, new Fate(TransferStatus.REJECTED, why, at));
            case Change.Returned(var why, var at) ->
                    decided(transfer, new Fate(TransferStatus.RETURNED, why, at));
            case Change.Conflicted(var digest, var at) ->
                    transfer.with(transfer.claimants().conflicted(digest)).numbered();
            case Change.CommandReceived received ->
                    transfer.with(transfer.commands().plus(Command.received(received)))
                            .with(transfer.agenda().plus(new Waiting.ForCommand(received.id())));
            case Change.CommandReplyKept(var id, var reply) ->
                    transfer.with(
                            transfer.commands()
                                    .changed(id, to -> to.with(to.claimants().with(reply))));
            case Change.CommandBegan began -> begin(transfer, began);
            case Change.CommandDecided decided -> decide(transfer, decided);
            case Change.CommandConflicted(var id, var digest, var at) ->
                    transfer.with(
                                    transfer.commands()
                                            .changed(
                                                    id,
                                                    of ->
                                                            of.with(
                                                                    of.claimants()
                                                                            .conflicted(digest))))
                            .numbered();
            case Change.ExpiryReceived(var at) ->
                    transfer.with(transfer.agenda().plus(new Waiting.ForExpiry(at)));
            case Change.ExpiryBegan began -> beginExpiry(transfer);
            case Change.ExpiryIgnored ignored ->
                    transfer.with(transfer.agenda().without(transfer.agenda().next()));
            case Change.Expired(var status, var at) ->
                    end(transfer).with(transfer.fate().with(status)).heard(at).numbered();
        };
    }

    private static Transfer receive(
            @Nullable Transfer before, TransferKey key, Change.Received received) {
        if (before != null) {
            throw new IllegalStateException("transfer " + key + " begins twice");
        }
        Round round =
                new Round(
                        RequestKind.TRANSFER,
                        null,
                        received.rules(),
                        received.request().receivedAt(),
                        received.request().effectiveAt(),
                        Asks.none(received.request().legs().size()));
        return Transfer.received(key, received, round);
    }

    private static Transfer ask(Transfer transfer, Change.Asked asked) {
        long amount =
                asked.amountMinor() == Change.Asked.WHOLE_LEG
                        ? transfer.legAt(asked.leg()).amount().minor()
                        : asked.amountMinor();
        Round round = transfer.agenda().round();
        Ask ask = new Ask(asked.leg(), asked.action(), amount, null);
        return transfer.with(transfer.agenda().with(round.with(round.asks().plus(ask))));
    }

    private static Transfer answer(Transfer transfer, Change.Answered answered) {
        Round round = transfer.agenda().round();
        Ask.Answer answer = new Ask.Answer(answered.at(), answered.result());
        Asks asks = round.asks().answered(answered.leg(), answered.action(), answer);
        Transfer after =
                transfer.with(transfer.agenda().with(round.with(asks))).heard(answered.at());
        Ask ask = Objects.requireNonNull(asks.find(answered.leg(), answered.action()));
        Posting posting = ask.posting();
        if (posting == null || !posting.isAtOwnAccount()) return after;
        LegResult result = new LegResult(posting.leg(), posting.version(), posting.balanceAfter());
        return after.with(after.results().with(posting.leg(), result));
    }

    /// The request is not under way any more, and who waited for it is told.
    private static Transfer decided(Transfer transfer, Fate fate) {
        return end(transfer).with(fate).with(transfer.claimants().answered()).numbered();
    }

    private static Transfer begin(Transfer transfer, Change.CommandBegan began) {
        Command command = transfer.commands().get(began.id());
        Instant at = command.receivedAt();
        Round round =
                new Round(
                        command.kind(),
                        command.id(),
                        command.rules(),
                        at,
                        at,
                        Asks.none(transfer.legs()));
        return transfer.with(
                        transfer.commands()
                                .changed(began.id(), it -> it.began(began.amountMinor())))
                .with(transfer.agenda().begun(round))
                .heard(at);
    }

    private static Transfer decide(Transfer transfer, Change.CommandDecided decided) {
        boolean wasUnderWay = transfer.agenda().isUnderWay(decided.id());
        boolean gaveBack = wasUnderWay && !transfer.agenda().round().isReversal();
        Waiting waiting = new Waiting.ForCommand(decided.id());
        Transfer after =
                wasUnderWay ? end(transfer) : transfer.with(transfer.agenda().without(waiting));
        return after.with(
                        after.commands()
                                .changed(
                                        decided.id(),
                                        it ->
                                                it.decided(
                                                        decided.status(),
                                                        decided.rejection(),
                                                        decided.at())))
                .with(
                        after.fate()
                                .with(decided.transfer())
                                .returning(gaveBack ? decided.rejection() : null))
                .heard(decided.at())
                .numbered();
    }

    private static Transfer beginExpiry(Transfer transfer) {
        if (!(transfer.agenda().next() instanceof Waiting.ForExpiry(Instant at))) {
            throw new IllegalStateException("no expiry waits: " + transfer.agenda());
        }
        Round round =
                new Round(
                        RequestKind.EXPIRY,
                        null,
                        transfer.rules(),
                        at,
                        at,
                        Asks.none(transfer.legs()));
        return transfer.with(transfer.agenda().begun(round)).heard(at);
    }

    /// What was under way has ended, and counts.
    private static Transfer end(Transfer transfer) {
        Round round = transfer.agenda().round();
        return transfer.with(transfer.agenda().ended())
                .with(transfer.tally().plus(round, transfer.request().legs()));
    }
}
