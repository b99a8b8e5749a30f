package dev.kontor.ledger.domain;

import dev.kontor.events.model.Posting;
import dev.kontor.events.model.Reply;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.ledger.domain.Decision.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What others are told of a decision: nothing in it that is not in the state and the step.
public final class Effects {
    private final List<Effect> effects = new ArrayList<>();

    private Effects() {}

    /// @param before the transfer before `decided`; null: there was none
    public static List<Effect> of(@Nullable Transfer before, Decision.Decided decided) {
        Effects effects = new Effects();
        Transfer transfer = before;
        Step step = decided.step();
        if (step != null) {
            for (Change change : step.changes()) {
                Transfer after = Fold.apply(transfer, step.key(), change);
                effects.add(transfer, change, after);
                transfer = after;
            }
        }
        if (decided.told() != null) {
            effects.tell(transfer, decided.told());
        }
        return effects.effects;
    }

    private void add(@Nullable Transfer before, Change change, Transfer after) {
        switch (change) {
            case Change.Received(int rules, var request, var digest) ->
                    announce(
                            new TransferEvent.Received(
                                    rules, after.key(), after.number(), request, digest));
            case Change.Asked asked -> instruct(after, asked);
            case Change.Authorized(var at) -> {
                announce(
                        new TransferEvent.Authorized(
                                after.rules(), after.key(), after.number(), postings(before), at));
                answerThoseWhoWait(before, after);
            }
            case Change.Posted(var why, var at) -> {
                announce(
                        new TransferEvent.Posted(
                                after.rules(),
                                after.key(),
                                after.number(),
                                List.of(),
                                postings(before),
                                after.tally().returnedAmount(),
                                why,
                                at));
                answerThoseWhoWait(before, after);
            }
            case Change.Rejected(var why, var at) -> {
                announce(
                        new TransferEvent.Rejected(
                                after.rules(),
                                after.key(),
                                after.number(),
                                postings(before),
                                why,
                                at));
                answerThoseWhoWait(before, after);
            }
            case Change.Returned(var why, var at) -> {
                announce(
                        new TransferEvent.Returned(
                                after.rules(),
                                after.key(),
                                after.number(),
                                List.of(),
                                postings(before),
                                after.tally().returnedAmount(),
                                why,
                                at));
                answerThoseWhoWait(before, after);
            }
            case Change.Conflicted(var digest, var at) ->
                    announce(
                            new TransferEvent.Conflicted(
                                    after.rules(), after.key(), after.number(), digest, at));
            case Change.CommandDecided decided -> decided(before, decided.id(), after);
            case Change.CommandConflicted(UUID id, var digest, var at) ->
                    announce(
                            new TransferEvent.CommandConflicted(
                                    after.commands().get(id).rules(),
                                    after.key(),
                                    after.number(),
                                    id,
                                    digest,
                                    at));
            case Change.Expired(var status, var at) ->
                    announce(
                            new TransferEvent.Expired(
                                    after.rules(),
                                    after.key(),
                                    after.number(),
                                    postings(before),
                                    after.progress(),
                                    at));
            case Change.ReplyKept kept -> {}
            case Change.Answered answered -> {}
            case Change.CommandReceived received -> {}
            case Change.CommandReplyKept kept -> {}
            case Change.CommandBegan began -> {}
            case Change.ExpiryReceived received -> {}
            case Change.ExpiryBegan began -> {}
            case Change.ExpiryIgnored ignored -> {}
        }
    }

    private void instruct(Transfer after, Change.Asked asked) {
        Round round = after.agenda().round();
        Ask ask = Objects.requireNonNull(round.asks().find(asked.leg(), asked.action()));
        effects.add(new Effect.Instruct(Instructions.of(after, round, ask)));
    }

    private void answerThoseWhoWait(@Nullable Transfer before, Transfer after) {
        if (before != null && !before.claimants().replies().isEmpty()) {
            announce(
                    new TransferEvent.Answer(
                            after.rules(), after.snapshot(), before.claimants().replies()));
        }
    }

    private void decided(@Nullable Transfer before, UUID id, Transfer after) {
        Command command = after.commands().get(id);
        announce(
                new TransferEvent.CommandDecided(
                        command.rules(),
                        after.key(),
                        after.number(),
                        command.snapshot(),
                        before != null && before.agenda().isUnderWay(id)
                                ? postings(before)
                                : List.of(),
                        after.progress()));
        List<Reply> replies =
                before == null ? List.of() : before.commands().get(id).claimants().replies();
        if (!replies.isEmpty()) {
            announce(
                    new TransferEvent.CommandAnswer(
                            command.rules(), after.snapshot(), command.snapshot(), replies));
        }
    }

    /// @return what the round that has ended with the change had changed
    private static List<Posting> postings(@Nullable Transfer before) {
        return before == null ? List.of() : before.agenda().round().postings();
    }

    private void tell(@Nullable Transfer transfer, Told told) {
        switch (told) {
            case Told.NotFound(int rules, var key, UUID id, Reply reply) ->
                    announce(new TransferEvent.CommandNotFound(rules, key, id, List.of(reply)));
            case Told.Transfer(Reply reply) ->
                    announce(
                            new TransferEvent.Answer(
                                    known(transfer).rules(),
                                    known(transfer).snapshot(),
                                    List.of(reply)));
            case Told.Command(UUID id, Reply reply) -> {
                Command command = known(transfer).commands().get(id);
                announce(
                        new TransferEvent.CommandAnswer(
                                command.rules(),
                                known(transfer).snapshot(),
                                command.snapshot(),
                                List.of(reply)));
            }
            case Told.Unrecorded(int rules, var command, Reply reply) ->
                    announce(
                            new TransferEvent.CommandAnswer(
                                    rules, known(transfer).snapshot(), command, List.of(reply)));
        }
    }

    private static Transfer known(@Nullable Transfer transfer) {
        return Objects.requireNonNull(transfer, "only of what is there can be told");
    }

    private void announce(TransferEvent event) {
        effects.add(new Effect.Announce(event));
    }
}
