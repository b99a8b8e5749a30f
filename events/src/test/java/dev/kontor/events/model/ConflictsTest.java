package dev.kontor.events.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConflictsTest {
    @Test
    void keepsTheFirstTwentyDigestsAndCountsAll() {
        Conflicts conflicts = recorded(25);

        assertThat(conflicts.count()).isEqualTo(25);
        assertThat(conflicts.digests())
                .isEqualTo(IntStream.range(0, 20).mapToObj(ConflictsTest::digest).toList());
    }

    @Test
    void recordsADigestThatIsKeptOnlyOnce() {
        assertThat(recorded(25).records(digest(19))).isFalse();
        assertThat(recorded(25).records(digest(20))).isTrue();
    }

    @Test
    void recordsNoMoreFromTheThousandthOn() {
        assertThat(new Conflicts(999, List.of()).records(digest(1))).isTrue();
        assertThat(new Conflicts(1_000, List.of()).records(digest(1))).isFalse();
    }

    private static Conflicts recorded(int count) {
        Conflicts conflicts = Conflicts.NONE;
        for (int i = 0; i < count; i++) {
            conflicts = conflicts.plus(conflicts.kept(digest(i)));
        }
        return conflicts;
    }

    private static ContentDigest digest(int i) {
        return new ContentDigest("v1:%064x".formatted(i));
    }
}
