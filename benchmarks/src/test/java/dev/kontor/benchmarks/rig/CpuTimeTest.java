package dev.kontor.benchmarks.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CpuTimeTest {
    private static final String STAT =
            "42 (postgres: a) b) S 1 42 42 0 -1 4194560 9 8 7 6 100 20 3 4 20 0 1 0 555 999 88";

    @Test
    void readsPastTheNameOfTheProgram() {
        assertThat(CpuTime.ticks(STAT, 2)).isEqualTo(120);
    }

    @Test
    void addsTheChildrenThatHaveEnded() {
        assertThat(CpuTime.ticks(STAT, 4)).isEqualTo(127);
    }

    @Test
    void tellsWhatWasUsedSince() {
        CpuTime before = new CpuTime(Map.of("kafka", 2.5));
        CpuTime now = new CpuTime(Map.of("kafka", 4.0, "postgres", 1.0));

        assertThat(now.since(before).seconds())
                .containsOnly(Map.entry("kafka", 1.5), Map.entry("postgres", 1.0));
    }

    @Test
    void countsWhatAProcessDoes() {
        Map<String, ProcessHandle> self = Map.of("self", ProcessHandle.current());
        CpuTime before = CpuTime.of(self);
        double sum = 0;
        while (CpuTime.of(self).since(before).seconds().getOrDefault("self", 0.0) == 0) {
            sum += Math.sqrt(sum + 1);
        }

        assertThat(sum).isPositive();
    }
}
