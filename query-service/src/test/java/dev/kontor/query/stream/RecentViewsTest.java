package dev.kontor.query.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentViewsTest {
    /// Views are names; those at rest begin with a dot.
    private final RecentViews<Integer, String> recent =
            new RecentViews<>(name -> name.startsWith("."));

    @Test
    void knowsWhatWasCommittedOnly() {
        recent.apply(3, Map.of(1, "one"));
        assertThat(known(3, 1)).isEmpty();
        recent.rollBack();
        recent.commit();
        assertThat(known(3, 1)).isEmpty();

        recent.apply(3, Map.of(1, "one"));
        recent.commit();
        assertThat(known(3, 1, 2)).isEqualTo(Map.of(1, "one"));
    }

    @Test
    void forgetsAPartition() {
        recent.apply(3, Map.of(1, "one"));
        recent.apply(4, Map.of(2, "two"));
        recent.commit();

        recent.forget(3);

        assertThat(known(3, 1)).isEmpty();
        assertThat(known(4, 2)).isEqualTo(Map.of(2, "two"));
    }

    @Test
    void keepsNoneThatRests() {
        recent.apply(3, Map.of(1, "one", 2, "two"));
        recent.commit();
        recent.apply(3, Map.of(1, ".one"));
        recent.commit();

        assertThat(known(3, 1, 2)).isEqualTo(Map.of(2, "two"));
    }

    @Test
    void keepsThoseThatWereAskedForLast() {
        recent.apply(3, Map.of(-1, "asked for", -2, "never asked for"));
        recent.commit();
        IntStream.range(0, 10_000)
                .forEach(number -> {
                    recent.apply(3, Map.of(number, "view"));
                    recent.commit();
                    assertThat(known(3, -1)).hasSize(1);
                });

        assertThat(known(3, -2)).isEmpty();
        assertThat(known(3, IntStream.range(0, 10_000).boxed().toArray(Integer[]::new)))
                .hasSizeLessThan(2_000);
    }

    private Map<Integer, String> known(int partition, Integer... keys) {
        Set<Integer> unknown = new HashSet<>(Set.of(keys));
        Map<Integer, String> found = new HashMap<>();
        recent.take(partition, unknown, found);
        assertThat(unknown).hasSize(keys.length - found.size());
        return found;
    }
}
