package dev.kontor.ledger.domain;

import dev.kontor.events.model.Reply;
import dev.kontor.events.model.TransferEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What others are told of a decision: nothing in it that is not in the state and the step.
public final class Effects {
    private Effects() {}

    /// @param before the transfer before `decided`; null: there was none
    public static List<Effect> of(@Nullable Transfer before, Decision.Decided decided) {
        List<Effect> effects = new ArrayList<>();
        Transfer transfer = before;
        Step step = decided.step();
        if (step != null) {
            for (Change change : step.changes()) {
                Transfer after = Transfers.apply(transfer, step.key(), change);
                add(effects, transfer, change, after);
                transfer = after;
            }
        }
        if (decided.reply() != null && transfer != null) {
            effects.add(answer(transfer, List.of(decided.reply())));
        }
        return effects;
    }

    private static void add(
            List<Effect> effects, @Nullable Transfer before, Change change, Transfer after) {
        switch (change) {
            case Change.Received received ->
                    announce(
                            effects,
                            new TransferEvent.Received(
                                    after.rules(),
                                    after.key(),
                                    after.number(),
                                    received.request(),
                                    received.digest()));
            case Change.Asked(int leg, var action) ->
                    effects.add(new Effect.Instruct(Instructions.of(after, leg, action)));
            case Change.ReplyKept kept -> {}
            case Change.Answered answered -> {}
            case Change.Posted posted ->
                    end(
                            effects,
                            before,
                            after,
                            new TransferEvent.Posted(
                                    after.rules(),
                                    after.key(),
                                    after.number(),
                                    after.results(),
                                    List.of(),
                                    0,
                                    null,
                                    posted.decidedAt()));
            case Change.Rejected rejected ->
                    end(
                            effects,
                            before,
                            after,
                            new TransferEvent.Rejected(
                                    after.rules(),
                                    after.key(),
                                    after.number(),
                                    List.of(),
                                    rejected.rejection(),
                                    rejected.decidedAt()));
            case Change.Returned returned ->
                    end(
                            effects,
                            before,
                            after,
                            new TransferEvent.Returned(
                                    after.rules(),
                                    after.key(),
                                    after.number(),
                                    after.results(),
                                    List.of(),
                                    returned.returnedAmount(),
                                    returned.rejection(),
                                    returned.decidedAt()));
            case Change.Conflicted conflicted ->
                    announce(
                            effects,
                            new TransferEvent.Conflicted(
                                    after.rules(),
                                    after.key(),
                                    after.number(),
                                    conflicted.digest(),
                                    conflicted.at()));
        }
    }

    /// The end, and the answer to all who waited for it.
    private static void end(
            List<Effect> effects, @Nullable Transfer before, Transfer after, TransferEvent event) {
        announce(effects, event);
        if (before != null && !before.replies().isEmpty()) {
            effects.add(answer(after, before.replies()));
        }
    }

    private static Effect answer(Transfer transfer, List<Reply> replies) {
        return new Effect.Announce(
                new TransferEvent.Answer(transfer.rules(), transfer.snapshot(), replies));
    }

    private static void announce(List<Effect> effects, TransferEvent event) {
        effects.add(new Effect.Announce(event));
    }
}
