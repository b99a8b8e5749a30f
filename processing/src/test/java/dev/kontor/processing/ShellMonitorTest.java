package dev.kontor.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.http.status.PartitionStatus;
import dev.kontor.processing.ProcessingConfiguration.ShellMonitors;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

class ShellMonitorTest {
    private static final long HIGH_LAG = 100;

    private long nanos = -7;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ShellMonitor monitor =
            new ShellMonitor("transfers", "a", HIGH_LAG, meters, () -> nanos);
    private final ShellMonitors monitors =
            new ShellMonitors(Map.of(new ToyApplication().counting("", ""), monitor));
    private final HealthIndicator readiness =
            new HealthConfiguration().processingHealthIndicator(monitors);
    private final HealthIndicator alarm = new HealthConfiguration().haltedHealthIndicator(monitors);

    @Test
    void isNotReadyBeforeTheGroupHasGivenIt() {
        assertNotReady("transfers: the group has assigned nothing yet");

        monitor.seen(List.of());

        assertReady();
    }

    @Test
    void isNotReadyWhileAPartitionIsToBeClaimed() {
        monitor.seen(List.of(running(0, 5, 0), state(1, 0, 0, false, null)));
        assertNotReady("transfers: partitions are still to be claimed");

        monitor.seen(List.of(running(0, 5, 0), running(1, 0, 0)));
        assertReady();
    }

    @Test
    void isNotReadyWhenTheProcessorHasFallenSilentAndReadyWhenItTakesATurnAgain() {
        monitor.seen(List.of(running(0, 5, 0)));
        pass(Duration.ofSeconds(60));
        assertReady();

        pass(Duration.ofNanos(1));
        assertNotReady("transfers: the processor has taken no turn for a minute");

        monitor.seen(List.of(running(0, 5, 0)));
        assertReady();
    }

    @Test
    void isNotReadyWhenAHighLagDoesNotShrink() {
        lag(0);
        pass(Duration.ofMinutes(1));
        lag(101);
        pass(Duration.ofSeconds(30));
        lag(150);
        assertReady();

        pass(Duration.ofSeconds(1));
        lag(160);
        assertNotReady("transfers: a lag of 160 does not shrink");
        lag(160);
        assertNotReady("transfers: a lag of 160 does not shrink");

        lag(159);
        assertReady();
    }

    @Test
    void isReadyWithALagThatIsHighAndShrinks() {
        for (int lag = 1_000; lag > HIGH_LAG; lag--) {
            lag(lag);
            assertReady();
            pass(Duration.ofSeconds(31));
        }
    }

    @Test
    void isReadyWithALagThatIsLowAndDoesNotShrink() {
        for (int i = 0; i < 10; i++) {
            lag((int) HIGH_LAG);
            assertReady();
            pass(Duration.ofSeconds(31));
        }
    }

    @Test
    void raisesAnAlarmForAHaltedPartitionAndStaysReady() {
        assertThat(health(alarm).getStatus()).isEqualTo(Status.UP);

        monitor.seen(List.of(running(0, 5, 0), state(1, 7, 900, false, "offset 7: why")));

        assertReady();
        assertThat(health(alarm).getStatus()).isEqualTo(Status.DOWN);
        assertThat(health(alarm).getDetails())
                .containsEntry("halted", List.of("transfers-1 at offset 7: why"));
        assertThat(meters.get("kontor.processing.halted").gauge().value()).isEqualTo(1);
        assertThat(meters.get("kontor.processing.lag").gauge().value()).isZero();
    }

    @Test
    void showsEachPartition() {
        monitor.seen(
                List.of(
                        running(0, 5, 3),
                        state(1, 7, 900, false, "offset 7: why"),
                        state(2, 7, -2, false, "offset 7: the log was cut"),
                        new PartitionState(3, 0, OptionalLong.empty(), false, null)));

        assertThat(monitor.partitions())
                .containsExactly(
                        new PartitionStatus("transfers", 0, 5, 8, 3, "a", false, null),
                        new PartitionStatus(
                                "transfers", 1, 7, 907, 900, null, true, "offset 7: why"),
                        new PartitionStatus(
                                "transfers", 2, 7, 5, 0, null, true, "offset 7: the log was cut"),
                        new PartitionStatus("transfers", 3, 0, 0, 0, null, false, null));
    }

    private void lag(int records) {
        monitor.seen(List.of(running(0, 5, records)));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private static Health health(HealthIndicator indicator) {
        return Objects.requireNonNull(indicator.health());
    }

    private void assertReady() {
        assertThat(health(readiness).getStatus()).isEqualTo(Status.UP);
    }

    private void assertNotReady(String reason) {
        assertThat(health(readiness).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health(readiness).getDetails()).containsEntry("reason", reason);
    }

    private static PartitionState running(int partition, long position, int unread) {
        return state(partition, position, unread, true, null);
    }

    private static PartitionState state(
            int partition, long position, int unread, boolean running, @Nullable String halted) {
        return new PartitionState(partition, position, OptionalLong.of(unread), running, halted);
    }
}
