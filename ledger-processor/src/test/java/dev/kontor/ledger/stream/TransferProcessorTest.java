package dev.kontor.ledger.stream;

import static dev.kontor.ledger.stream.OnePartition.PARTITION;
import static dev.kontor.ledger.stream.OnePartition.credited;
import static dev.kontor.ledger.stream.OnePartition.debited;
import static dev.kontor.ledger.stream.OnePartition.lines;
import static dev.kontor.ledger.stream.OnePartition.requested;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.kontor.events.codec.Rules;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.ledger.Sample;
import dev.kontor.ledger.domain.Transfers;
import dev.kontor.processing.Applied;
import dev.kontor.processing.Output;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.SourceRecord;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TransferProcessorTest {
    private final OnePartition log = new OnePartition();

    @Test
    void readsRequestsOfRequestServiceAndOutcomesOfAccountService() throws Exception {
        TransferRecord requested = requested(1);
        assertThat(log.processor().source()).isEqualTo(Topic.TRANSFERS);
        assertThat(log.processor().decode(Sample.key(1).bytes(), TransferRecords.encode(requested)))
                .isEqualTo(requested);
        assertThat(log.processor().writerOf(requested)).isEqualTo(Writer.REQUEST_SERVICE);
        assertThat(log.processor().writerOf(debited(1))).isEqualTo(Writer.ACCOUNT_SERVICE);
        assertThat(log.processor().writerOf(voided(1))).isEqualTo(Writer.REQUEST_SERVICE);
        assertThat(
                        log.processor()
                                .writerOf(
                                        new TransferRecord.ExpiryDue(
                                                2, Sample.key(1), Sample.NOON)))
                .isEqualTo(Writer.LEDGER_PROCESSOR);
    }

    @Test
    void keysInstructionsByAccountAndEventsByTransferAndHandsTheTraceOn() {
        List<Output> outputs = log.apply(requested(1)).outputs();
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
        log.apply(requested(1));
        log.apply(debited(1));
        log.apply(credited(1));
        List<Output> outputs = log.apply(new ReplyTo("w", 1), requested(1)).outputs();
        assertThat(outputs).extracting(Output::answer).containsExactly(true);
    }

    @Test
    void takesATransferFromRequestToEndWithoutReadingTheStore() {
        assertThat(log.apply(requested(1)).outputs()).hasSize(2);
        assertThat(lines(log.apply(debited(1)))).containsExactly("POST_CREDIT bob");
        assertThat(lines(log.apply(credited(1)))).containsExactly("Posted 2");
        assertThat(log.store().loaded()).isZero();
        assertThat(log.store().stepsOf(Sample.key(1))).hasSize(3);
        assertThat(log.store().open(PARTITION, null, 10)).isEmpty();
    }

    @Test
    void decidesAWholeLifeInOneBatch() {
        assertThat(lines(log.apply(requested(1), debited(1), credited(1))))
                .containsExactly("Received 1", "POST_DEBIT alice", "POST_CREDIT bob", "Posted 2");
        assertThat(log.store().open(PARTITION, null, 10)).isEmpty();
        assertThat(log.store().stepsOf(Sample.key(1))).hasSize(3);
    }

    @Test
    void answersARepeatOfAFinishedTransferFromTheStoreAndChangesNothing() {
        log.apply(requested(1), debited(1), credited(1));
        Applied applied = log.apply(new ReplyTo("late", 9), requested(2), requested(1));
        assertThat(lines(applied))
                .containsExactly("Received 1", "POST_DEBIT alice", "Answer POSTED [late/9 REPEAT]");
        assertThat(log.store().stepsOf(Sample.key(1))).hasSize(3);
        assertThat(log.store().stepsOf(Sample.key(2))).hasSize(1);
        assertThat(log.store().open(PARTITION, null, 10)).containsExactly(Sample.key(2));
    }

    @Test
    void recordsAConflictWithAFinishedTransfer() {
        log.apply(requested(1), debited(1), credited(1));
        TransferRecord other =
                Sample.requested(Sample.key(1), Sample.request(77, Sample.OPEN, Sample.OPEN));
        assertThat(lines(log.apply(other, other))).containsExactly("Conflicted 3");
        assertThat(log.store().stepsOf(Sample.key(1))).hasSize(4);
        assertThat(log.store().open(PARTITION, null, 10)).isEmpty();
    }

    @Test
    void takesARequestOnceThatComesTwiceInOneBatch() {
        assertThat(lines(log.apply(requested(1), requested(1))))
                .containsExactly("Received 1", "POST_DEBIT alice");
        assertThat(log.store().stepsOf(Sample.key(1))).hasSize(1);
    }

    @Test
    void goesOnFromTheStoreAfterItsMemoryWasDropped() {
        log.apply(requested(1));
        log.processor().forget(PARTITION);
        assertThat(lines(log.apply(debited(1)))).containsExactly("POST_CREDIT bob");
        log.restart();
        assertThat(lines(log.apply(credited(1)))).containsExactly("Posted 2");
        assertThat(lines(log.apply(debited(1), credited(1)))).isEmpty();
        assertThat(log.store().stepsOf(Sample.key(1))).hasSize(3);
    }

    @Test
    void keepsNoMoreInMemoryThanItMay() {
        log.restart(10);
        log.apply(IntStream.range(0, 100).mapToObj(OnePartition::requested).toList());
        assertThat(lines(log.apply(requested(200), debited(0))))
                .containsExactly("Received 1", "POST_DEBIT alice", "POST_CREDIT bob");
        assertThat(log.store().loaded()).isEqualTo(1);
        assertThat(lines(log.apply(debited(99)))).containsExactly("POST_CREDIT bob");
        assertThat(log.store().loaded()).isEqualTo(1);
    }

    @Test
    void forgetsWhatWasRolledBack() {
        log.processor().apply(log.store().begin(), List.of(log.batch(null, List.of(requested(1)))));
        log.processor().rolledBack();
        assertThat(lines(log.apply(requested(1))))
                .containsExactly("Received 1", "POST_DEBIT alice");
        assertThat(lines(log.apply(debited(1)))).containsExactly("POST_CREDIT bob");
    }

    @Test
    void haltsAtABrokenInvariantAndKeepsWhatCameBefore() {
        Applied applied = log.apply(requested(1), debited(7), requested(2));
        assertThat(lines(applied)).containsExactly("Received 1", "POST_DEBIT alice");
        assertThat(applied.halt())
                .isEqualTo(
                        new Applied.Halt(1, "an outcome for a transfer that was never asked for"));
        assertThat(log.store().stepsOf(Sample.key(1))).hasSize(1);
        assertThat(log.store().stepsOf(Sample.key(2))).isEmpty();
    }

    @Test
    void haltsAndLogsTheStackTraceWhereTheCoreFails() {
        Logger logger = (Logger) LoggerFactory.getLogger(BatchDecisions.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        try {
            Applied applied = log.apply(requested(1), undecidable(2), requested(3));
            assertThat(lines(applied)).containsExactly("Received 1", "POST_DEBIT alice");
            assertThat(applied.halt()).isNotNull();
            assertThat(applied.halt().offset()).isEqualTo(1);
            assertThat(applied.halt().reason())
                    .isEqualTo(
                            "the core failed: "
                                    + IllegalStateException.class.getName()
                                    + ": no core decides by rules "
                                    + (Rules.NEWEST + 1));
        } finally {
            logger.detachAppender(logged);
        }
        assertThat(logged.list)
                .last()
                .satisfies(event -> {
                    assertThat(event.getFormattedMessage())
                            .isEqualTo("the core failed at offset 1");
                    assertThat(event.getThrowableProxy().getStackTraceElementProxyArray())
                            .isNotEmpty();
                });
    }

    @Test
    void letsOtherPartitionsGoOnWhereOneHalts() {
        StoreInMemory.Work work = log.store().begin();
        List<Applied> applied =
                log.processor()
                        .apply(
                                work,
                                List.of(
                                        new PartitionBatch<>(1, List.of(record(1, 50, debited(1)))),
                                        new PartitionBatch<>(
                                                2, List.of(record(2, 60, requested(2))))));
        work.commit();
        log.processor().committed();
        assertThat(applied.getFirst().halt()).isNotNull();
        assertThat(applied.getFirst().outputs()).isEmpty();
        assertThat(applied.getLast().halt()).isNull();
        assertThat(log.store().stepsOf(Sample.key(2))).hasSize(1);
    }

    @Test
    void doesNotHaltBecauseItTookAFinishedTransferForANewOne() {
        log.apply(requested(1), debited(1), credited(1));
        assertThat(lines(log.apply(requested(1), credited(1)))).isEmpty();
    }

    @Test
    void readsTheStoreAgainBeforeItHalts() {
        log.apply(requested(1));
        TransferProcessor other = new TransferProcessor(log.store(), 1_000);
        StoreInMemory.Work work = log.store().begin();
        other.apply(work, List.of(log.batch(null, List.of(debited(1)))));
        work.commit();
        assertThat(lines(log.apply(credited(1)))).containsExactly("Posted 2");
    }

    @Test
    void looksUpTheTransferOfACommandThatIsNotInMemory() {
        log.apply(requested(1), debited(1), credited(1));
        assertThat(lines(log.apply(new ReplyTo("w", 1), reversed(1))))
                .containsExactly("PROBE alice");
        assertThat(log.store().loaded()).isEqualTo(1);
        assertThat(log.store().open(PARTITION, null, 10)).containsExactly(Sample.key(1));
    }

    @Test
    void answersThatATransferIsNotThereAndKeepsNothing() {
        Applied applied = log.apply(new ReplyTo("w", 1), voided(1));
        assertThat(lines(applied)).containsExactly("CommandNotFound");
        assertThat(applied.outputs()).extracting(Output::answer).containsExactly(true);
        assertThat(log.store().stepsOf(Sample.key(1))).isEmpty();
    }

    @Test
    void takesACommandThatComesInOneBatchWithItsTransfer() {
        assertThat(lines(log.apply(new ReplyTo("w", 1), requested(1), voided(1))))
                .containsExactly("Received 1", "POST_DEBIT alice");
        assertThat(lines(log.apply(debited(1), credited(1))))
                .containsExactly(
                        "POST_CREDIT bob",
                        "Posted 2",
                        "CommandDecided 3",
                        "CommandAnswer REJECTED");
        assertThat(log.store().open(PARTITION, null, 10)).isEmpty();
    }

    @Test
    void keepsAnAuthorizationAtRestApartFromWhatIsUnderWay() {
        log.apply(manual(1));
        assertThat(log.store().open(PARTITION, null, 10)).containsExactly(Sample.key(1));
        log.apply(held(1));
        assertThat(log.store().open(PARTITION, null, 10)).isEmpty();
        assertThat(log.store().authorized(PARTITION, 10))
                .extracting(each -> each.key())
                .containsExactly(Sample.key(1));
        log.apply(voided(1));
        assertThat(log.store().open(PARTITION, null, 10)).containsExactly(Sample.key(1));
        assertThat(log.store().authorized(PARTITION, 10)).isEmpty();
    }

    @Test
    void letsAuthorizationsThatRestMakeRoomForWhatMoves() {
        log.restart(10);
        for (int number = 0; number < 50; number++) {
            log.apply(manual(number), held(number));
        }
        log.apply(requested(100));
        log.apply(debited(100), credited(100));
        assertThat(log.store().loaded()).isZero();
        log.apply(voided(49));
        assertThat(log.store().loaded()).isZero();
        log.apply(voided(0));
        assertThat(log.store().loaded()).isEqualTo(1);
    }

    @Test
    void letsThatGoFirstWhichHasNotMovedForLongest() {
        log.restart(3);
        log.apply(requested(1), requested(2), requested(3));
        log.apply(debited(1));
        log.apply(requested(4));
        log.apply(credited(1));
        assertThat(log.store().loaded()).isZero();
        log.apply(debited(2));
        assertThat(log.store().loaded()).isEqualTo(1);
    }

    @Test
    void countsALargeTransferForWhatItTakes() {
        log.restart(100);
        List<Leg> legs = new ArrayList<>();
        for (int n = 0; n < 400; n++) {
            legs.add(Sample.debit("d" + n, 1));
            legs.add(Sample.credit("c" + n, 1));
        }
        log.apply(requested(1));
        log.apply(Sample.requested(Sample.key(2), Sample.request(legs, Capture.AUTOMATIC)));
        log.apply(debited(1));
        assertThat(log.store().loaded()).isEqualTo(1);
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
        byte[] key = known.key().bytes();
        byte[] value = TransferRecords.encode(new TransferRecord.Requested(1, known.key(), manual));

        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> log.processor().decode(key, value))
                .withMessageContaining("manual capture");
    }

    @Test
    void leavesRulesThatNoCoreDecidesByToAnotherBuildAndNotToTheDeadLetters() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Transfers.undecidable(undecidable(1)))
                .withMessageContaining("rules " + (Rules.NEWEST + 1));
    }

    private static TransferRecord undecidable(int number) {
        return new TransferRecord.Requested(Rules.NEWEST + 1, Sample.key(number), Sample.request());
    }

    private static SourceRecord<TransferRecord> record(
            int partition, long offset, TransferRecord record) {
        return new SourceRecord<>(partition, offset, record, null, null);
    }

    private static TransferRecord manual(int number) {
        return Sample.requested(
                Sample.key(number),
                Sample.manual(Sample.debit("alice", 100), Sample.credit("bob", 100)));
    }

    private static TransferRecord held(int number) {
        return Sample.answered(
                Sample.key(number), "alice", 0, Action.HOLD, new Result.Held(1, BigInteger.ZERO));
    }

    private static TransferRecord voided(int number) {
        return Sample.commanded(Sample.key(number), 1, new TransferCommand.Void(), Sample.NOON);
    }

    private static TransferRecord reversed(int number) {
        return Sample.commanded(
                Sample.key(number), 1, new TransferCommand.Reversal(null, null), Sample.NOON);
    }
}
