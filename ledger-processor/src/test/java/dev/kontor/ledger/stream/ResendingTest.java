package dev.kontor.ledger.stream;

import static dev.kontor.ledger.stream.OnePartition.PARTITION;
import static dev.kontor.ledger.stream.OnePartition.credited;
import static dev.kontor.ledger.stream.OnePartition.debited;
import static dev.kontor.ledger.stream.OnePartition.lines;
import static dev.kontor.ledger.stream.OnePartition.requested;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.Capture;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.ledger.Sample;
import dev.kontor.processing.Output;
import dev.kontor.processing.Processor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is under way for too long is sent again.
class ResendingTest {
    private static final Instant START = Sample.NOON;

    private final OnePartition log = new OnePartition();

    @Test
    void sendsAgainWhatIsUnderWayForAMinuteThenAtDoublingIntervals() {
        log.tick(START);
        Output first = log.apply(requested(1)).outputs().getLast();
        List<Duration> sent = new ArrayList<>();
        for (int second = 1; second <= 1_000; second++) {
            for (Output again : log.tick(START.plusSeconds(second))) {
                assertThat(again.key()).isEqualTo(first.key());
                assertThat(again.value()).isEqualTo(first.value());
                sent.add(Duration.ofSeconds(second));
            }
        }
        assertThat(sent).extracting(Duration::toSeconds).containsExactly(60L, 180L, 420L, 900L);
    }

    @Test
    void startsToWaitAnewWhenATransferMoves() {
        log.tick(START);
        log.apply(requested(1));
        log.tick(START.plusSeconds(50));
        log.apply(debited(1));
        assertThat(log.tick(START.plusSeconds(70))).isEmpty();
        assertThat(log.tick(START.plusSeconds(110))).hasSize(1);
    }

    @Test
    void sendsNothingAgainBeforeItHasReadToTheEnd() {
        log.tick(START);
        log.apply(requested(1));
        assertThat(log.processor().tick(PARTITION, false, START.plusSeconds(500)).loose())
                .isEmpty();
        assertThat(log.processor().tick(PARTITION, true, START.plusSeconds(501)).loose())
                .hasSize(1);
    }

    @Test
    void sendsNothingAgainOfWhatHasEnded() {
        log.tick(START);
        log.apply(requested(1));
        log.apply(debited(1));
        log.apply(credited(1));
        assertThat(log.tick(START.plusSeconds(500))).isEmpty();
    }

    @Test
    void findsWhatIsOpenAfterARestart() {
        log.apply(IntStream.range(0, 2_500).mapToObj(OnePartition::requested).toList());
        log.restart();
        int sent = 0;
        for (int second = 0; second < 100; second++) {
            int now = log.tick(START.plusSeconds(second)).size();
            assertThat(now).isLessThanOrEqualTo(100);
            sent += now;
        }
        assertThat(sent).isEqualTo(2_500);
    }

    @Test
    void doesNotHaltWhenTheDatabaseIsAwayBetweenRecords() {
        log.apply(requested(1));
        log.store().reachable(false);
        assertThat(log.processor().tick(PARTITION, true, START)).isEqualTo(Processor.Tick.NOTHING);
        log.store().reachable(true);
        log.tick(START.plusSeconds(30));
        assertThat(log.tick(START.plusSeconds(90))).hasSize(1);
    }

    @Test
    void sendsTheInstructionsOfALargeTransferAHundredAtATime() {
        List<Leg> legs = new ArrayList<>();
        for (int n = 0; n < 125; n++) {
            legs.add(Sample.debit("d" + n, 1));
            legs.add(Sample.credit("c" + n, 1));
        }
        log.tick(START);
        log.apply(Sample.requested(Sample.key(1), Sample.request(legs, Capture.AUTOMATIC)));
        log.apply(requested(2));
        List<String> sent = new ArrayList<>();
        for (int second = 60; second < 63; second++) {
            List<Output> again = log.tick(START.plusSeconds(second));
            assertThat(again).hasSizeLessThanOrEqualTo(100);
            sent.addAll(lines(again));
        }
        assertThat(sent).doesNotHaveDuplicates().hasSize(126).contains("POST_DEBIT alice");
        assertThat(log.tick(START.plusSeconds(100))).isEmpty();
    }

    @Test
    void sendsAgainWhatACommandAsked() {
        log.apply(requested(1), debited(1), credited(1));
        log.tick(START);
        log.apply(
                Sample.commanded(
                        Sample.key(1), 1, new TransferCommand.Reversal(null, null), START));
        assertThat(lines(log.tick(START.plusSeconds(60)))).containsExactly("PROBE alice");
    }
}
