package dev.kontor.ledger.domain;

import static java.util.Objects.requireNonNull;

import dev.kontor.events.model.Action;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.ledger.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One transfer's life, record by record, with what was told because of each in one line.
final class Life {
    private final TransferKey key = Sample.key(1);
    private final List<Step> steps = new ArrayList<>();
    private @Nullable Transfer transfer;

    List<String> requested(TransferRequest request) {
        return requested(request, null);
    }

    List<String> requested(TransferRequest request, @Nullable String waiter) {
        return take(Sample.requested(key, request), waiter == null ? null : new ReplyTo(waiter, 7));
    }

    List<String> answered(int leg, Action action, Result result) {
        return answered(leg, action, Sample.NOON.plusSeconds(1), result);
    }

    List<String> answered(int leg, Action action, Instant at, Result result) {
        return take(answer(leg, action, at, result), null);
    }

    List<String> take(TransferRecord record, @Nullable ReplyTo reply) {
        return switch (Transfers.decide(transfer, record, reply)) {
            case Decision.Broken(String reason) -> List.of("broken: " + reason);
            case Decision.Decided decided -> {
                List<Effect> effects = Effects.of(transfer, decided);
                if (decided.step() != null) {
                    transfer = Transfers.apply(transfer, decided.step());
                    steps.add(decided.step());
                }
                yield effects.stream().map(Life::line).toList();
            }
        };
    }

    /// Answers everything that is asked, until nothing is: posted where it can be.
    void runToTheEnd() {
        while (transfer().isUnderWay()) {
            Ask ask = transfer().asks().stream().filter(Ask::isUnderWay).findFirst().orElseThrow();
            answered(
                    ask.leg(),
                    ask.action(),
                    ask.action() == Action.PROBE ? Sample.found() : Sample.posted(2, 0));
        }
    }

    TransferRecord answer(int leg, Action action, Instant at, Result result) {
        String account =
                action == Action.SUSPENSE ? "suspense:EUR" : leg == Sample.DEBIT ? "alice" : "bob";
        return Sample.answered(key, account, leg, action, at, result);
    }

    Transfer transfer() {
        return requireNonNull(transfer);
    }

    List<Step> steps() {
        return steps;
    }

    private static String line(Effect effect) {
        return switch (effect) {
            case Effect.Instruct(Instruction told) ->
                    "%s %s %s%s"
                            .formatted(
                                    told.id().action(),
                                    told.amount(),
                                    told.id().account().id(),
                                    told.unconditional() ? " unconditional" : "");
            case Effect.Announce(TransferEvent.Numbered event) ->
                    event.number() + " " + event.getClass().getSimpleName();
            case Effect.Announce(TransferEvent.CommandAnswer _),
                    Effect.Announce(TransferEvent.CommandNotFound _) ->
                    throw new AssertionError("nobody sent a command");
            case Effect.Announce(TransferEvent.Answer answer) ->
                    "answer "
                            + answer.transfer().status()
                            + answer.replies().stream()
                                    .map(reply -> " " + reply.to() + " " + reply.standing())
                                    .collect(Collectors.joining());
        };
    }
}
