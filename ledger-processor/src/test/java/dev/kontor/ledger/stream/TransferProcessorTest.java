package dev.kontor.ledger.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kontor.events.codec.InstructionRecords;
import dev.kontor.events.codec.TransferEvents;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.ledger.Sample;
import dev.kontor.processing.Applied;
import dev.kontor.processing.Output;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.Processor;
import dev.kontor.processing.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransferProcessorTest {
    private static final int PARTITION = 3;
    private static final Instant START = Sample.NOON;

    private final StoreInMemory store = new StoreInMemory();
    private TransferProcessor processor = new TransferProcessor(store, 1_000);
    private long offset;

    @Test
    void readsRequestsOfRequestServiceAndOutcomesOfAccountService() throws Exception {
        TransferRecord requested = requested(1);
        assertThat(processor.source()).isEqualTo(Topic.TRANSFERS);
        assertThat(
                        processor.decode(
                                Sample.key(1).toString().getBytes(UTF_8),
                                TransferRecords.encode(requested)))
                .isEqualTo(requested);
        assertThat(processor.writerOf(requested)).isEqualTo(Writer.REQUEST_SERVICE);
        assertThat(processor.writerOf(debited(1))).isEqualTo(Writer.ACCOUNT_SERVICE);
    }

    @Test
    void keysInstructionsByAccountAndEventsByTransferAndHandsTheTraceOn() {
        List<Output> outputs = apply(requested(1)).outputs();
        assertThat(outputs)
                .extracting(Output::topic)
                .containsExactly(Topic.TRANSFER_EVENTS, Topic.INSTRUCTIONS);
        assertThat(outputs)
                .extracting(output -> new String(output.key(), UTF_8))
                .containsExactly(Sample.key(1).toString(), "default/alice");
        assertThat(outputs).extracting(Output::traceparent).containsOnly("trace");
        assertThat(outputs).extracting(Output::answer).containsOnly(false);
    }

    @Test
    void marksAnswersForThoseWhoWait() {
        apply(requested(1));
        apply(debited(1));
        apply(credited(1));
        List<Output> outputs = apply(new ReplyTo("w", 1), requested(1)).outputs();
        assertThat(outputs).extracting(Output::answer).containsExactly(true);
    }

    @Test
    void takesATransferFromRequestToEndWithoutReadingTheStore() {
        assertThat(apply(requested(1)).outputs()).hasSize(2);
        assertThat(lines(apply(debited(1)))).containsExactly("POST_CREDIT bob");
        assertThat(lines(apply(credited(1)))).containsExactly("Posted 2");
        assertThat(store.loaded()).isZero();
        assertThat(store.stepsOf(Sample.key(1))).hasSize(3);
        assertThat(store.open(PARTITION, null, 10)).isEmpty();
    }

    @Test
    void decidesAWholeLifeInOneBatch() {
        assertThat(lines(apply(requested(1), debited(1), credited(1))))
                .containsExactly("Received 1", "POST_DEBIT alice", "POST_CREDIT bob", "Posted 2");
        assertThat(store.open(PARTITION, null, 10)).isEmpty();
        assertThat(store.stepsOf(Sample.key(1))).hasSize(3);
    }

    @Test
    void answersARepeatOfAFinishedTransferFromTheStoreAndChangesNothing() {
        apply(requested(1), debited(1), credited(1));
        Applied applied = apply(new ReplyTo("late", 9), requested(2), requested(1));
        assertThat(lines(applied))
                .containsExactly("Received 1", "POST_DEBIT alice", "Answer POSTED [late/9 REPEAT]");
        assertThat(store.stepsOf(Sample.key(1))).hasSize(3);
        assertThat(store.stepsOf(Sample.key(2))).hasSize(1);
        assertThat(store.open(PARTITION, null, 10)).containsExactly(Sample.key(2));
    }

    @Test
    void recordsAConflictWithAFinishedTransfer() {
        apply(requested(1), debited(1), credited(1));
        TransferRecord other =
                Sample.requested(Sample.key(1), Sample.request(77, Sample.OPEN, Sample.OPEN));
        assertThat(lines(apply(other, other))).containsExactly("Conflicted 3");
        assertThat(store.stepsOf(Sample.key(1))).hasSize(4);
        assertThat(store.open(PARTITION, null, 10)).isEmpty();
    }

    @Test
    void takesARequestOnceThatComesTwiceInOneBatch() {
        assertThat(lines(apply(requested(1), requested(1))))
                .containsExactly("Received 1", "POST_DEBIT alice");
        assertThat(store.stepsOf(Sample.key(1))).hasSize(1);
    }

    @Test
    void goesOnFromTheStoreAfterItsMemoryWasDropped() {
        apply(requested(1));
        processor.forget(PARTITION);
        assertThat(lines(apply(debited(1)))).containsExactly("POST_CREDIT bob");
        processor = new TransferProcessor(store, 1_000);
        assertThat(lines(apply(credited(1)))).containsExactly("Posted 2");
        assertThat(lines(apply(debited(1), credited(1)))).isEmpty();
        assertThat(store.stepsOf(Sample.key(1))).hasSize(3);
    }

    @Test
    void keepsNoMoreInMemoryThanItMay() {
        processor = new TransferProcessor(store, 10);
        apply(IntStream.range(0, 100).mapToObj(TransferProcessorTest::requested).toList());
        assertThat(lines(apply(requested(200), debited(0))))
                .containsExactly("Received 1", "POST_DEBIT alice", "POST_CREDIT bob");
        assertThat(store.loaded()).isEqualTo(1);
        assertThat(lines(apply(debited(99)))).containsExactly("POST_CREDIT bob");
        assertThat(store.loaded()).isEqualTo(1);
    }

    @Test
    void forgetsWhatWasRolledBack() {
        processor.apply(store.begin(), List.of(batch(null, List.of(requested(1)))));
        processor.rolledBack();
        assertThat(lines(apply(requested(1)))).containsExactly("Received 1", "POST_DEBIT alice");
        assertThat(lines(apply(debited(1)))).containsExactly("POST_CREDIT bob");
    }

    @Test
    void haltsAtABrokenInvariantAndKeepsWhatCameBefore() {
        Applied applied = apply(requested(1), debited(7), requested(2));
        assertThat(lines(applied)).containsExactly("Received 1", "POST_DEBIT alice");
        assertThat(applied.halt())
                .isEqualTo(
                        new Applied.Halt(1, "an outcome for a transfer that was never asked for"));
        assertThat(store.stepsOf(Sample.key(1))).hasSize(1);
        assertThat(store.stepsOf(Sample.key(2))).isEmpty();
    }

    @Test
    void letsOtherPartitionsGoOnWhereOneHalts() {
        StoreInMemory.Work work = store.begin();
        List<Applied> applied =
                processor.apply(
                        work,
                        List.of(
                                new PartitionBatch<>(1, List.of(record(1, 50, debited(1)))),
                                new PartitionBatch<>(2, List.of(record(2, 60, requested(2))))));
        work.commit();
        processor.committed();
        assertThat(applied.getFirst().halt()).isNotNull();
        assertThat(applied.getFirst().outputs()).isEmpty();
        assertThat(applied.getLast().halt()).isNull();
        assertThat(store.stepsOf(Sample.key(2))).hasSize(1);
    }

    @Test
    void doesNotHaltBecauseItTookAFinishedTransferForANewOne() {
        apply(requested(1), debited(1), credited(1));
        assertThat(lines(apply(requested(1), credited(1)))).isEmpty();
    }

    @Test
    void readsTheStoreAgainBeforeItHalts() {
        apply(requested(1));
        TransferProcessor other = new TransferProcessor(store, 1_000);
        StoreInMemory.Work work = store.begin();
        other.apply(work, List.of(batch(null, List.of(debited(1)))));
        work.commit();
        assertThat(lines(apply(credited(1)))).containsExactly("Posted 2");
    }

    @Test
    void sendsAgainWhatIsUnderWayForAMinuteThenAtDoublingIntervals() {
        tick(START);
        Output first = apply(requested(1)).outputs().getLast();
        List<Duration> sent = new ArrayList<>();
        for (int second = 1; second <= 1_000; second++) {
            for (Output again : tick(START.plusSeconds(second))) {
                assertThat(again.key()).isEqualTo(first.key());
                assertThat(again.value()).isEqualTo(first.value());
                sent.add(Duration.ofSeconds(second));
            }
        }
        assertThat(sent).extracting(Duration::toSeconds).containsExactly(60L, 180L, 420L, 900L);
    }

    @Test
    void startsToWaitAnewWhenATransferMoves() {
        tick(START);
        apply(requested(1));
        tick(START.plusSeconds(50));
        apply(debited(1));
        assertThat(tick(START.plusSeconds(70))).isEmpty();
        assertThat(tick(START.plusSeconds(110))).hasSize(1);
    }

    @Test
    void sendsNothingAgainBeforeItHasReadToTheEnd() {
        tick(START);
        apply(requested(1));
        assertThat(processor.tick(PARTITION, false, START.plusSeconds(500)).again()).isEmpty();
        assertThat(processor.tick(PARTITION, true, START.plusSeconds(501)).again()).hasSize(1);
    }

    @Test
    void sendsNothingAgainOfWhatHasEnded() {
        tick(START);
        apply(requested(1));
        apply(debited(1));
        apply(credited(1));
        assertThat(tick(START.plusSeconds(500))).isEmpty();
    }

    @Test
    void findsWhatIsOpenAfterARestart() {
        apply(IntStream.range(0, 2_500).mapToObj(TransferProcessorTest::requested).toList());
        processor = new TransferProcessor(store, 1_000);
        int sent = 0;
        for (int second = 0; second < 100; second++) {
            int now = tick(START.plusSeconds(second)).size();
            assertThat(now).isLessThanOrEqualTo(100);
            sent += now;
        }
        assertThat(sent).isEqualTo(2_500);
    }

    @Test
    void doesNotHaltWhenTheDatabaseIsAwayBetweenRecords() {
        apply(requested(1));
        store.reachable(false);
        assertThat(processor.tick(PARTITION, true, START)).isEqualTo(Processor.Tick.NOTHING);
        store.reachable(true);
        tick(START.plusSeconds(30));
        assertThat(tick(START.plusSeconds(90))).hasSize(1);
    }

    @Test
    void leavesARequestThatItsRulesDoNotKnowToTheDeadLetters() {
        TransferRecord.Requested known = (TransferRecord.Requested) requested(1);
        TransferRequest asked = known.request();
        TransferRequest manual =
                new TransferRequest(
                        asked.legs(),
                        Capture.MANUAL,
                        null,
                        null,
                        null,
                        asked.receivedAt(),
                        null,
                        asked.metadata());
        byte[] key = known.key().toString().getBytes(StandardCharsets.UTF_8);
        byte[] value =
                TransferRecords.encode(
                        new TransferRecord.Requested(known.rules(), known.key(), manual));

        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> processor.decode(key, value))
                .withMessageContaining("manual capture");
    }

    private List<Output> tick(Instant now) {
        return processor.tick(PARTITION, true, now).again();
    }

    private Applied apply(TransferRecord... records) {
        return apply(List.of(records));
    }

    private Applied apply(ReplyTo reply, TransferRecord... records) {
        return commit(batch(reply, List.of(records)));
    }

    private Applied apply(List<TransferRecord> records) {
        return commit(batch(null, records));
    }

    private Applied commit(PartitionBatch<TransferRecord> batch) {
        StoreInMemory.Work work = store.begin();
        Applied applied = processor.apply(work, List.of(batch)).getFirst();
        work.commit();
        processor.committed();
        return applied;
    }

    /// Only the last record is waited for.
    private PartitionBatch<TransferRecord> batch(
            @Nullable ReplyTo reply, List<TransferRecord> records) {
        List<SourceRecord<TransferRecord>> read = new ArrayList<>();
        for (TransferRecord record : records) {
            ReplyTo waiting = read.size() == records.size() - 1 ? reply : null;
            read.add(new SourceRecord<>(PARTITION, offset++, record, waiting, "trace"));
        }
        return new PartitionBatch<>(PARTITION, read);
    }

    private static SourceRecord<TransferRecord> record(
            int partition, long offset, TransferRecord record) {
        return new SourceRecord<>(partition, offset, record, null, null);
    }

    private static TransferRecord requested(int number) {
        return Sample.requested(Sample.key(number), Sample.request());
    }

    private static TransferRecord debited(int number) {
        return Sample.answered(
                Sample.key(number), "alice", 0, Action.POST_DEBIT, Sample.posted(5, 100));
    }

    private static TransferRecord credited(int number) {
        return Sample.answered(
                Sample.key(number), "bob", 1, Action.POST_CREDIT, Sample.posted(6, 200));
    }

    private static List<String> lines(Applied applied) {
        return applied.outputs().stream().map(TransferProcessorTest::line).toList();
    }

    private static String line(Output output) {
        try {
            if (output.topic() == Topic.INSTRUCTIONS) {
                InstructionRecord.Instructed told =
                        (InstructionRecord.Instructed)
                                InstructionRecords.decode(output.key(), output.value());
                return told.instruction().id().action() + " " + told.key().id();
            }
            return switch (TransferEvents.decode(output.key(), output.value())) {
                case TransferEvent.Answer answer ->
                        "Answer %s %s"
                                .formatted(
                                        answer.transfer().status(),
                                        answer.replies().stream()
                                                .map(to -> to.to() + " " + to.standing())
                                                .toList());
                case TransferEvent.CommandAnswer _, TransferEvent.CommandNotFound _ ->
                        throw new IllegalStateException("nobody sent a command");
                case TransferEvent.Numbered event ->
                        event.getClass().getSimpleName() + " " + event.number();
            };
        } catch (Exception e) {
            throw new AssertionError("an output that cannot be read", e);
        }
    }
}
