package dev.kontor.ledger.stream;

import static dev.kontor.ledger.stream.OnePartition.PARTITION;
import static dev.kontor.ledger.stream.OnePartition.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.topic.Topic;
import dev.kontor.ledger.Sample;
import dev.kontor.processing.Output;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The partition's owner tells the log which authorizations have expired by its clock.
class ExpiringTest {
    private static final Instant START = Sample.NOON;
    private static final Instant EXPIRY = START.plusSeconds(3_600);

    private final OnePartition log = new OnePartition();

    @Test
    void tellsTheLogOnceTheClockHasPassedTheExpiry() throws Exception {
        authorize(1, EXPIRY);
        log.tick(START);
        assertThat(log.tick(EXPIRY.minusNanos(1))).isEmpty();
        Output told = log.tick(EXPIRY.plusNanos(1_500)).getFirst();
        assertThat(told.topic()).isEqualTo(Topic.TRANSFERS);
        assertThat(told.answer()).isFalse();
        TransferRecord due = TransferRecords.decode(told.key(), told.value());
        assertThat(due)
                .isEqualTo(
                        new TransferRecord.ExpiryDue(
                                Sample.RULES, Sample.key(1), EXPIRY.plusNanos(1_000)));
        assertThat(lines(log.apply(due))).containsExactly("RELEASE alice");
        assertThat(log.tick(EXPIRY.plusSeconds(30))).isEmpty();
        assertThat(lines(log.apply(released(1)))).containsExactly("Expired 3");
        assertThat(log.tick(EXPIRY.plusSeconds(1_000))).isEmpty();
    }

    @Test
    void tellsItAgainAtGrowingIntervalsUntilItTakesEffect() {
        authorize(1, EXPIRY);
        List<Long> told = new ArrayList<>();
        for (int second = 0; second <= 1_000; second++) {
            if (!log.tick(EXPIRY.plusSeconds(second)).isEmpty()) {
                told.add((long) second);
            }
        }
        assertThat(told).containsExactly(0L, 60L, 180L, 420L, 900L);
    }

    @Test
    void saysNothingBeforeItHasReadToTheEnd() {
        authorize(1, EXPIRY);
        assertThat(log.processor().tick(PARTITION, false, EXPIRY.plusSeconds(9)).loose()).isEmpty();
        assertThat(log.tick(EXPIRY.plusSeconds(10))).hasSize(1);
    }

    @Test
    void findsWhatIsDueAfterARestartAtMostAHundredASecond() {
        for (int number = 0; number < 250; number++) {
            authorize(number, EXPIRY.plusSeconds(number % 7));
        }
        log.restart();
        List<Integer> told = new ArrayList<>();
        for (int second = 10; second < 14; second++) {
            told.add(log.tick(EXPIRY.plusSeconds(second)).size());
        }
        assertThat(told).containsExactly(100, 100, 50, 0);
    }

    @Test
    void tellsNoMoreThanAHundredASecondAlsoWhereAllAreDueAgain() {
        for (int number = 0; number < 250; number++) {
            authorize(number, EXPIRY);
        }
        List<Integer> told = new ArrayList<>();
        for (int second : new int[] {1, 2, 3, 600, 601, 602, 603}) {
            told.add(log.tick(EXPIRY.plusSeconds(second)).size());
        }
        assertThat(told).containsExactly(100, 100, 50, 100, 100, 50, 0);
    }

    @Test
    void asksTheStoreNoMoreOftenThanItMust() {
        authorize(1, EXPIRY);
        log.tick(START);
        int before = log.store().looks();
        for (int second = 1; second < 600; second++) {
            log.tick(START.plusSeconds(second));
        }
        assertThat(log.store().looks() - before).isEqualTo(9);
    }

    @Test
    void looksAtOnceForAnAuthorizationThatExpiresSoon() {
        log.tick(START);
        authorize(1, START.plusSeconds(5));
        assertThat(log.tick(START.plusSeconds(4))).isEmpty();
        assertThat(log.tick(START.plusSeconds(5))).hasSize(1);
    }

    @Test
    void leavesAloneWhatHasSomethingUnderWay() {
        authorize(1, EXPIRY);
        log.apply(
                Sample.commanded(Sample.key(1), 1, new TransferCommand.Capture(5L, false), START));
        assertThat(log.store().authorized(PARTITION, 10)).isEmpty();
        assertThat(log.store().open(PARTITION, null, 10)).containsExactly(Sample.key(1));
        assertThat(lines(log.tick(EXPIRY.plusSeconds(1)))).doesNotContain("ExpiryDue 1");
    }

    @Test
    void doesNotHaltWhenTheDatabaseIsAway() {
        authorize(1, EXPIRY);
        log.store().reachable(false);
        assertThat(log.tick(EXPIRY)).isEmpty();
        log.store().reachable(true);
        assertThat(log.tick(EXPIRY.plus(Duration.ofSeconds(30)))).hasSize(1);
    }

    private void authorize(int number, Instant expiry) {
        log.apply(
                Sample.requested(
                        Sample.key(number),
                        Sample.manual(
                                expiry, Sample.debit("alice", 100), Sample.credit("bob", 100))));
        log.apply(
                Sample.answered(
                        Sample.key(number),
                        "alice",
                        0,
                        Action.HOLD,
                        new Result.Held(1, BigInteger.ZERO)));
    }

    private static TransferRecord released(int number) {
        return Sample.answered(
                Sample.key(number),
                RequestKind.EXPIRY,
                "alice",
                0,
                Action.RELEASE,
                START,
                new Result.Released(2, BigInteger.ZERO));
    }
}
