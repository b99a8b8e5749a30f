package dev.kontor.ledger.domain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.Action;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.Outcome;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.ledger.Sample;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One transfer's life, record by record, with what was told because of each in one line.
final class Life {
    static final Instant LATER = Sample.NOON.plusSeconds(10);

    private final TransferKey key = Sample.key(1);
    private final List<Step> steps = new ArrayList<>();
    private @Nullable Transfer transfer;
    private long version;

    List<String> requested(TransferRequest request) {
        return requested(request, null);
    }

    List<String> requested(TransferRequest request, @Nullable String waiter) {
        return take(Sample.requested(key, request), waiter);
    }

    /// Authorizes it, and every account agrees.
    Life authorized(TransferRequest request) {
        requested(request);
        agreeToAll();
        return this;
    }

    List<String> commanded(int number, TransferCommand command) {
        return commanded(number, command, LATER, null);
    }

    List<String> commanded(int number, TransferCommand command, @Nullable String waiter) {
        return commanded(number, command, LATER, waiter);
    }

    List<String> commanded(
            int number, TransferCommand command, Instant receivedAt, @Nullable String waiter) {
        return take(Sample.commanded(key, number, command, receivedAt), waiter);
    }

    List<String> expiryDue(Instant at) {
        return take(new TransferRecord.ExpiryDue(Sample.RULES, key, at), (String) null);
    }

    List<String> answered(int leg, Action action, Result result) {
        return answered(leg, action, Sample.NOON.plusSeconds(1), result);
    }

    List<String> answered(int leg, Action action, Instant at, Result result) {
        return take(answer(leg, action, at, result), (String) null);
    }

    /// The leg's account does what it is told.
    List<String> agrees(int leg) {
        Instruction told = outstanding(leg);
        return take(outcome(told, agreement(told)), (String) null);
    }

    List<String> refuses(int leg, Refusal refusal) {
        return answers(leg, new Result.Refused(refusal));
    }

    List<String> answers(int leg, Result result) {
        return take(outcome(outstanding(leg), result), (String) null);
    }

    /// Every account does what it is told, until nothing is outstanding.
    ///
    /// @return all that was told meanwhile
    List<String> agreeToAll() {
        List<String> lines = new ArrayList<>();
        while (!Instructions.outstanding(transfer()).isEmpty()) {
            Instruction told = Instructions.outstanding(transfer()).getFirst();
            lines.addAll(take(outcome(told, agreement(told)), (String) null));
        }
        return lines;
    }

    List<String> take(TransferRecord record, @Nullable String waiter) {
        return take(record, waiter == null ? null : new ReplyTo(waiter, 7));
    }

    List<String> take(TransferRecord record, @Nullable ReplyTo reply) {
        return switch (Transfers.decide(transfer, record, reply)) {
            case Decision.Broken(String reason) -> List.of("broken: " + reason);
            case Decision.Decided decided -> {
                List<Effect> effects = Effects.of(transfer, decided);
                if (decided.step() != null) {
                    transfer = Transfers.apply(transfer, decided.step());
                    // Every decision that any test has made: what it goes on from is what is
                    // loaded.
                    assertThat(decided.after()).isEqualTo(transfer);
                    steps.add(decided.step());
                }
                yield effects.stream().map(Life::line).toList();
            }
        };
    }

    TransferRecord answer(int leg, Action action, Instant at, Result result) {
        String account =
                action == Action.SUSPENSE ? "suspense:EUR" : leg == Sample.DEBIT ? "alice" : "bob";
        return Sample.answered(key, account, leg, action, at, result);
    }

    Transfer transfer() {
        return requireNonNull(transfer);
    }

    TransferSnapshot snapshot() {
        return transfer().snapshot();
    }

    TransferCommandSnapshot command(int number) {
        return transfer().commands().get(Sample.command(number)).snapshot();
    }

    /// @return `status captured/released/reversed/returned rejection`
    String standing() {
        TransferSnapshot now = snapshot();
        return "%s %d/%d/%d/%d%s"
                .formatted(
                        now.status().name().toLowerCase(Locale.ROOT),
                        now.capturedAmount(),
                        now.releasedAmount(),
                        now.reversedAmount(),
                        now.returnedAmount(),
                        text(now.rejection()));
    }

    /// @return what each leg has paid or got and was not given back
    List<Long> moved() {
        List<Long> moved = new ArrayList<>();
        for (int leg = 0; leg < transfer().legs(); leg++) {
            long minor = transfer().tally().standing().at(leg);
            boolean debit = transfer().legAt(leg).direction() == Direction.DEBIT;
            moved.add(debit ? -minor : minor);
        }
        return moved;
    }

    List<Step> steps() {
        return steps;
    }

    private Instruction outstanding(int leg) {
        return Instructions.outstanding(transfer()).stream()
                .filter(told -> told.id().leg() == leg)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is asked of leg " + leg));
    }

    private static TransferRecord outcome(Instruction told, Result result) {
        return new TransferRecord.Answered(
                new Outcome(told.rules(), told.id(), Sample.NOON.plusSeconds(1), result));
    }

    private Result agreement(Instruction told) {
        return switch (told.id().action()) {
            case PROBE -> new Result.Found(told.amount().currency(), false);
            case HOLD -> new Result.Held(++version, BigInteger.ZERO);
            case RELEASE -> new Result.Released(++version, BigInteger.ZERO);
            case POST_DEBIT, POST_CREDIT, CAPTURE, RETURN, SUSPENSE ->
                    new Result.Posted(++version, BigInteger.ZERO);
        };
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
            case Effect.Announce(TransferEvent.CommandDecided event) ->
                    event.number() + " CommandDecided " + line(event.command());
            case Effect.Announce(TransferEvent.Numbered event) ->
                    event.number() + " " + event.getClass().getSimpleName();
            case Effect.Announce(TransferEvent.Answer answer) ->
                    "answer " + answer.transfer().status() + told(answer.replies());
            case Effect.Announce(TransferEvent.CommandAnswer answer) ->
                    "answer " + line(answer.command()) + told(answer.replies());
            case Effect.Announce(TransferEvent.CommandNotFound answer) ->
                    "not found" + told(answer.replies());
        };
    }

    private static String line(TransferCommandSnapshot command) {
        return "%d %s%s"
                .formatted(
                        command.id().getLeastSignificantBits(),
                        command.status().name().toLowerCase(Locale.ROOT),
                        text(command.rejection()));
    }

    private static String text(@Nullable Rejection rejection) {
        if (rejection == null) return "";
        String code = rejection.refusal().name().toLowerCase(Locale.ROOT);
        return " " + code + (rejection.account() == null ? "" : " " + rejection.account());
    }

    private static String told(List<dev.kontor.events.model.Reply> replies) {
        return replies.stream()
                .map(reply -> " " + reply.to() + " " + reply.standing())
                .collect(Collectors.joining());
    }
}
