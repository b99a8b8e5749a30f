package dev.kontor.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutcomesTest {
    private final Outcomes outcomes = new Outcomes();

    @Test
    void keepsLatenciesByWhatTheClientWaitedFor() {
        outcomes.answered(Lane.Told.ACCEPTED, "received", 0, TimeUnit.MILLISECONDS.toNanos(7));
        outcomes.answered(Lane.Told.SETTLED, "posted", 0, TimeUnit.MILLISECONDS.toNanos(90));

        assertThat(outcomes.accepted().percentile(50)).isCloseTo(7, within(0.01));
        assertThat(outcomes.settled().percentile(50)).isCloseTo(90, within(0.1));
        assertThat(outcomes.durable()).isEqualTo(2);
        assertThat(outcomes.others()).isEmpty();
    }

    /// Its fate is not known, but it has one.
    @Test
    void countsWhatWasNotDecidedInTimeAsDurableAndAsNotWhatWasAskedFor() {
        outcomes.answered(Lane.Told.SETTLED, "received", 0, 1);

        assertThat(outcomes.durable()).isEqualTo(1);
        assertThat(outcomes.settled().count()).isZero();
        assertThat(outcomes.others()).containsEntry("received", 1L);
    }

    @Test
    void keepsAThousandthOfTheLatenciesApart() {
        for (int i = 0; i < 998; i++) {
            outcomes.answered(Lane.Told.SETTLED, "posted", 0, TimeUnit.MILLISECONDS.toNanos(10));
        }
        for (int i = 0; i < 2; i++) {
            outcomes.answered(Lane.Told.SETTLED, "posted", 0, TimeUnit.SECONDS.toNanos(3));
        }

        assertThat(outcomes.settled().percentile(99)).isCloseTo(10, within(0.01));
        assertThat(outcomes.settled().percentile(99.9)).isCloseTo(3_000, within(3.0));
    }
}
