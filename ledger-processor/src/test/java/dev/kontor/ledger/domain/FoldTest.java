package dev.kontor.ledger.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.ledger.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Transfers whose accounts answer anything they may, in any order, with everything delivered
/// again.
class FoldTest {
    private static final List<@Nullable AccountFacts> HINTS =
            Arrays.asList(null, Sample.OPEN, Sample.OPEN, Sample.WITHOUT_LIMIT, Sample.CLOSED);
    private static final int TRANSFERS = 2_000;

    private final Map<TransferStatus, Integer> ends = new EnumMap<>(TransferStatus.class);
    private final Set<Action> asked = EnumSet.noneOf(Action.class);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyTransferEndsAndItsStepsAreItsState(long seed) {
        Random random = new Random(seed);
        for (int number = 0; number < TRANSFERS; number++) {
            live(Sample.key(number), random);
        }
        assertThat(ends.keySet())
                .as("seed " + seed)
                .containsExactlyInAnyOrder(
                        TransferStatus.POSTED, TransferStatus.REJECTED, TransferStatus.RETURNED);
        assertThat(asked)
                .as("seed " + seed)
                .containsExactlyInAnyOrder(
                        Action.PROBE,
                        Action.POST_DEBIT,
                        Action.POST_CREDIT,
                        Action.RETURN,
                        Action.SUSPENSE);
    }

    private void live(TransferKey key, Random random) {
        List<TransferRecord> history = new ArrayList<>();
        List<Instruction> waiting = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        Transfer transfer = null;
        TransferRecord next =
                Sample.requested(key, Sample.request(pick(HINTS, random), pick(HINTS, random)));
        while (next != null) {
            history.add(next);
            ReplyTo reply = random.nextBoolean() ? new ReplyTo("w", random.nextInt(5)) : null;
            Decision decision = Transfers.decide(transfer, next, reply);
            assertThat(Transfers.decide(transfer, next, reply)).isEqualTo(decision);
            Decision.Decided decided = (Decision.Decided) decision;
            for (Effect effect : Effects.of(transfer, decided)) {
                switch (effect) {
                    case Effect.Instruct(Instruction told) -> waiting.add(told);
                    case Effect.Announce(TransferEvent.Numbered event) ->
                            numbers.add(event.number());
                    case Effect.Announce(TransferEvent.Answer answer) ->
                            assertThat(answer.replies()).isNotEmpty();
                    case Effect.Announce(TransferEvent.CommandAnswer _),
                            Effect.Announce(TransferEvent.CommandNotFound _) ->
                            throw new AssertionError("nobody sent a command");
                }
            }
            if (decided.step() != null) {
                transfer = Transfers.apply(transfer, decided.step());
                steps.add(decided.step());
            }
            next = next(key, history, waiting, random);
        }
        checkEnd(transfer, steps, numbers);
    }

    /// A new answer, or one of the records that were there already, or another request.
    private @Nullable TransferRecord next(
            TransferKey key,
            List<TransferRecord> history,
            List<Instruction> waiting,
            Random random) {
        if (random.nextInt(4) == 0) {
            return pick(history, random);
        }
        if (random.nextInt(10) == 0) {
            return Sample.requested(
                    key, Sample.request(1 + random.nextInt(30), Sample.CLOSED, null));
        }
        if (waiting.isEmpty()) {
            return null;
        }
        Instruction told = waiting.remove(random.nextInt(waiting.size()));
        asked.add(told.id().action());
        return Sample.answered(
                key,
                told.id().account().id().text(),
                told.id().leg(),
                told.id().action(),
                Sample.NOON.plusSeconds(random.nextInt(100)),
                result(told, random));
    }

    private static Result result(Instruction told, Random random) {
        boolean refusable = !told.unconditional() && told.id().action() != Action.SUSPENSE;
        if (refusable && random.nextInt(3) == 0) {
            return Sample.refused(pick(List.of(Refusal.values()), random));
        }
        return told.id().action() == Action.PROBE
                ? Sample.found()
                : Sample.posted(1 + random.nextInt(100), random.nextInt());
    }

    private void checkEnd(@Nullable Transfer transfer, List<Step> steps, List<Long> numbers) {
        assertThat(transfer).isNotNull();
        assertThat(transfer.isFinal()).isTrue();
        assertThat(transfer.isUnderWay()).isFalse();
        assertThat(Instructions.outstanding(transfer)).isEmpty();
        ends.merge(transfer.snapshot().status(), 1, Integer::sum);

        Transfer folded = null;
        for (Step step : steps) {
            folded = Transfers.apply(folded, step);
        }
        assertThat(folded).isEqualTo(transfer);
        assertThat(numbers)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, transfer.number()).boxed().toList());
        checkMoney(transfer);
    }

    /// What was taken from one side is with the other, or back, or in suspense; else nothing was
    /// taken.
    private static void checkMoney(Transfer transfer) {
        int debits = 0;
        int credits = 0;
        for (Ask ask : transfer.asks()) {
            if (ask.answer() != null && ask.answer().result() instanceof Result.Posted) {
                switch (ask.action()) {
                    case POST_DEBIT -> debits++;
                    case POST_CREDIT, RETURN, SUSPENSE -> credits++;
                    case PROBE, HOLD, CAPTURE, RELEASE ->
                            throw new AssertionError("posts nothing: " + ask);
                }
            }
        }
        assertThat(credits).isEqualTo(debits);
        assertThat(debits)
                .isEqualTo(transfer.snapshot().status() == TransferStatus.REJECTED ? 0 : 1);
    }

    private static <T extends @Nullable Object> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }
}
