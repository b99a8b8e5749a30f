package dev.kontor.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.kontor.events.model.Refusal;
import dev.kontor.simulation.Seeds.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final String SEED = "kontor.simulation.seed";
    private static final int SEEDS = 2_000;

    /// `-Dkontor.simulation.seed=N` runs one seed alone.
    @Test
    void comesToNoHarmWhateverGoesWrong() {
        Long only = Long.getLong(SEED);
        long from = only == null ? 1 : only;
        List<Tally> tallies = new ArrayList<>();
        List<Outcome.Failed> failures = new ArrayList<>();
        try (Seeds seeds = new Seeds(Runtime.getRuntime().availableProcessors())) {
            seeds.run(
                    from,
                    only == null ? SEEDS : only,
                    outcome ->
                            switch (outcome) {
                                case Outcome.Held(Tally tally) -> tallies.add(tally);
                                case Outcome.Failed failed -> failures.add(failed);
                            });
        }
        if (!failures.isEmpty()) {
            fail(
                    failures.stream()
                            .limit(10)
                            .map(SimulationTest::told)
                            .collect(Collectors.joining("\n")));
        }
        if (only == null) {
            assertHardCasesHappened(tallies);
        }
    }

    @Test
    void repeatsASeedExactly() {
        for (long seed : List.of(3L, 14L, 159L)) {
            Tally first = Simulation.run(seed);
            Tally second = Simulation.run(seed);
            assertThat(second.counts()).as("seed %d", seed).isEqualTo(first.counts());
            assertThat(second.fingerprint()).as("log").isEqualTo(first.fingerprint());
        }
    }

    private static String told(Outcome.Failed failure) {
        return "seed %d (run it alone with -D%s=%d): %s"
                .formatted(failure.seed(), SEED, failure.seed(), failure.what());
    }

    private static void assertHardCasesHappened(List<Tally> tallies) {
        Tally all = new Tally();
        tallies.forEach(all::add);
        assertThat(Arrays.stream(Fault.values()).filter(fault -> all.of(fault) == 0))
                .as("faults that never happened")
                .isEmpty();
        assertThat(
                        Arrays.stream(Refusal.values())
                                .filter(refusal -> all.of("rejection " + refusal) == 0))
                .as("rejections that never happened")
                .isEmpty();
        assertThat(median(tallies.stream().mapToLong(tally -> tally.of("requests")).toArray()))
                .as("requests of a median seed")
                .isGreaterThanOrEqualTo(100);
        assertThat(median(tallies.stream().mapToLong(Tally::faults).toArray()))
                .as("faults of a median seed")
                .isGreaterThanOrEqualTo(10);
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
