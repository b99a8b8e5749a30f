package dev.kontor.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    @Test
    void isDueAtEvenDistancesFromTheBeginning() {
        Pace.Open pace = new Pace.Open(200);

        assertThat(pace.dueNanos(0)).isZero();
        assertThat(pace.dueNanos(1)).isEqualTo(5_000_000);
        assertThat(pace.dueNanos(12_000)).isEqualTo(Duration.ofMinutes(1).toNanos());
    }

    /// Whatever the rate, what counts as due is what has come to its time, to a nanosecond.
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3, 200, 44_000, 333_333.3})
    void countsAsDueWhatIsDue(double perSecond) {
        Pace.Open pace = new Pace.Open(perSecond);

        for (long index = 0; index < 100_000; index += 37) {
            long due = pace.dueNanos(index);
            assertThat(pace.dueBy(due + 1)).isEqualTo(index + 1);
            assertThat(pace.dueBy(Math.max(-1, due - 2))).isEqualTo(index);
        }
    }

    @Test
    void hasNothingDueBeforeTheBeginning() {
        assertThat(new Pace.Open(1_000).dueBy(-1)).isZero();
    }

    @Test
    void refusesToStandStill() {
        assertThatThrownBy(() -> new Pace.Open(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pace.Closed(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
