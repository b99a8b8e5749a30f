package dev.kontor.benchmarks.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.benchmarks.load.Outcomes;
import dev.kontor.benchmarks.load.OutcomesOf;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    private final Outcomes two = OutcomesOf.settled(2);

    @Test
    void findsNoFaultWithBooksThatBalance() {
        assertThat(Measurement.faults(two, 14, new Books.Balance(5, 14, 0, 0))).isEmpty();
    }

    @Test
    void findsEachFault() {
        assertThat(Measurement.faults(two, 14, new Books.Balance(5, 13, 7, 8)))
                .containsExactly(
                        "13 entries and not 14", "all entries sum to 7", "still in flight: 8");
    }

    @Test
    void countsNothingAsNothing() {
        assertThat(Measurement.faults(new Outcomes(), 0, new Books.Balance(5, 0, 0, 0)))
                .containsExactly("nothing was taken");
    }

    @Test
    void namesAnswersThatWereNotAskedFor() {
        Outcomes outcomes = OutcomesOf.settled(1);
        OutcomesOf.add(outcomes, "rejected");

        assertThat(Measurement.faults(outcomes, 2, new Books.Balance(5, 2, 0, 0)))
                .containsExactly("1 answers were: rejected");
    }
}
