package dev.kontor.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateSearchTest {
    @Test
    void comesCloseToTheHighestRateThatIsHeld() throws Exception {
        List<Double> tried = new ArrayList<>();

        double found =
                new RateSearch(200, 4)
                        .highest(rate -> {
                            tried.add(rate);
                            return rate <= 1_450;
                        });

        assertThat(found).isEqualTo(1_450);
        assertThat(tried)
                .containsExactly(200.0, 400.0, 800.0, 1_600.0, 1_200.0, 1_400.0, 1_500.0, 1_450.0);
    }

    @Test
    void findsNothingWhereNothingIsHeld() throws Exception {
        assertThat(new RateSearch(200, 4).highest(_ -> false)).isZero();
    }
}
