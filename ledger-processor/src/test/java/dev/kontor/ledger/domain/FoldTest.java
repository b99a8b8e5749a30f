package dev.kontor.ledger.domain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.Outcome;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.ledger.Sample;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Transfers of any legs whose accounts answer anything they may, in any order, with commands and
/// expiries in between and everything delivered again.
class FoldTest {
    private static final int TRANSFERS = 1_500;
    private static final int COMMANDS = 6;

    private final Set<TransferStatus> ends = EnumSet.noneOf(TransferStatus.class);
    private final Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
    private final Set<String> asked = new TreeSet<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyTransferEndsAndItsStepsAreItsState(long seed) {
        Chance chance = new Chance(seed);
        for (int number = 0; number < TRANSFERS; number++) {
            try {
                new OneLife(Sample.key(number), chance).live();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", transfer " + number, e);
            }
        }
        assertThat(ends)
                .containsExactlyInAnyOrder(
                        TransferStatus.POSTED,
                        TransferStatus.REJECTED,
                        TransferStatus.RETURNED,
                        TransferStatus.VOIDED,
                        TransferStatus.EXPIRED);
        assertThat(refusals).containsExactlyInAnyOrder(Refusal.values());
        assertThat(asked)
                .contains(
                        "CAPTURE CAPTURE",
                        "CAPTURE POST_CREDIT",
                        "CAPTURE POST_DEBIT",
                        "CAPTURE RELEASE",
                        "CAPTURE RETURN",
                        "CAPTURE SUSPENSE",
                        "EXPIRY RELEASE",
                        "REVERSAL CAPTURE",
                        "REVERSAL HOLD",
                        "REVERSAL POST_CREDIT",
                        "REVERSAL POST_DEBIT",
                        "REVERSAL PROBE",
                        "REVERSAL RELEASE",
                        "REVERSAL RETURN",
                        "REVERSAL SUSPENSE",
                        "TRANSFER CAPTURE",
                        "TRANSFER HOLD",
                        "TRANSFER POST_CREDIT",
                        "TRANSFER POST_DEBIT",
                        "TRANSFER PROBE",
                        "TRANSFER RELEASE",
                        "TRANSFER RETURN",
                        "TRANSFER SUSPENSE",
                        "VOID RELEASE")
                .hasSize(24);
    }

    private final class OneLife {
        private final TransferKey key;
        private final Chance chance;
        private final Journal journal = new Journal();
        private final List<TransferRecord> history = new ArrayList<>();
        private final List<Long> numbers = new ArrayList<>();
        private final List<Step> steps = new ArrayList<>();
        private final Set<UUID> decided = new HashSet<>();
        private @Nullable Transfer transfer;

        OneLife(TransferKey key, Chance chance) {
            this.key = key;
            this.chance = chance;
        }

        void live() {
            TransferRequest request = chance.request();
            take(Sample.requested(key, request));
            int commands = chance.below(COMMANDS);
            while (commands > 0 || !journal.waiting().isEmpty()) {
                if (chance.oneIn(5)) {
                    take(chance.pick(history));
                } else if (chance.oneIn(15)) {
                    take(Sample.requested(key, chance.request()));
                } else if (chance.oneIn(30)) {
                    expiry(request);
                } else if (commands > 0 && (journal.waiting().isEmpty() || chance.oneIn(6))) {
                    command();
                    commands--;
                } else if (!journal.waiting().isEmpty()) {
                    answer();
                }
            }
            if (now().status() == TransferStatus.AUTHORIZED) {
                take(new TransferRecord.ExpiryDue(Sample.RULES, key, Chance.EXPIRY));
                while (!journal.waiting().isEmpty()) {
                    answer();
                }
            }
            checkEnd();
        }

        private void command() {
            TransferCommand command = chance.command();
            take(Sample.commanded(key, chance.below(2 * COMMANDS), command, chance.time()));
        }

        private void expiry(TransferRequest request) {
            if (request.expiresAt() != null) {
                take(new TransferRecord.ExpiryDue(Sample.RULES, key, chance.time()));
            }
        }

        private void answer() {
            Instruction told = chance.pick(journal.waiting());
            asked.add(told.id().kind() + " " + told.id().action());
            Result result = chance.answer(told);
            journal.answered(told, result);
            take(
                    new TransferRecord.Answered(
                            new Outcome(told.rules(), told.id(), chance.time(), result)));
        }

        private void take(TransferRecord record) {
            history.add(record);
            ReplyTo reply = chance.oneIn(2) ? new ReplyTo("w", chance.below(5)) : null;
            Decision decision = Transfers.decide(transfer, record, reply);
            assertThat(Transfers.decide(transfer, record, reply)).isEqualTo(decision);
            Decision.Decided decided = (Decision.Decided) decision;
            Effects.of(transfer, decided).forEach(this::heed);
            if (decided.step() != null) {
                transfer = Transfers.apply(transfer, decided.step());
                steps.add(decided.step());
            }
            assertThat(now().isUnderWay()).isEqualTo(!journal.waiting().isEmpty());
            assertThat(Instructions.outstanding(now()))
                    .containsExactlyInAnyOrderElementsOf(journal.waiting());
        }

        private void heed(Effect effect) {
            switch (effect) {
                case Effect.Instruct(Instruction told) -> journal.told(told);
                case Effect.Announce(TransferEvent.Numbered event) -> {
                    numbers.add(event.number());
                    if (event instanceof TransferEvent.CommandDecided done) {
                        assertThat(decided.add(done.command().id())).isTrue();
                        if (done.command().rejection() != null) {
                            refusals.add(done.command().rejection().refusal());
                        }
                    }
                }
                case Effect.Announce(TransferEvent.Answer answer) ->
                        assertThat(answer.replies()).isNotEmpty();
                case Effect.Announce(TransferEvent.CommandAnswer answer) ->
                        assertThat(answer.replies()).isNotEmpty();
                case Effect.Announce(TransferEvent.CommandNotFound answer) ->
                        throw new AssertionError("not found: " + answer);
            }
        }

        private void checkEnd() {
            Transfer end = now();
            assertThat(end.status().isFinal()).isTrue();
            assertThat(end.agenda().isIdle()).isTrue();
            assertThat(end.claimants().replies()).isEmpty();
            assertThat(end.commands().all())
                    .allMatch(Command::isDecided)
                    .allMatch(command -> command.claimants().replies().isEmpty())
                    .hasSameSizeAs(decided);
            ends.add(end.status());
            if (end.fate().rejection() != null) {
                refusals.add(end.fate().rejection().refusal());
            }
            Transfer folded = null;
            for (Step step : steps) {
                folded = Transfers.apply(folded, step);
            }
            assertThat(folded).isEqualTo(end);
            assertThat(numbers)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, end.number()).boxed().toList());
            journal.checkEnd(end.snapshot());
        }

        private Transfer now() {
            return requireNonNull(transfer);
        }
    }
}
