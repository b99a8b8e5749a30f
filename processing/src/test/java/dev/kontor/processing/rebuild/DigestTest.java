package dev.kontor.processing.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.processing.rebuild.Digest.Bucket;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DigestTest {
    private static final Digest DIGEST = digest(Map.of(1, bucket(10, 7), 5, bucket(20, -3)));

    @Test
    void namesTheGroupsThatAreNotTheSame() {
        assertThat(DIGEST.unlike(digest(Map.of(1, bucket(10, 7), 5, bucket(20, -3))))).isEmpty();
        assertThat(DIGEST.unlike(digest(Map.of(1, bucket(10, 7), 5, bucket(20, 3)))))
                .containsExactly(5);
        assertThat(DIGEST.unlike(digest(Map.of(0, bucket(10, 7), 5, bucket(20, -3)))))
                .containsExactly(0, 1);
    }

    @Test
    void tellsHowManyGroupsAreReadAtOnce() {
        assertThat(DIGEST.holding(List.of(1, 5), 10)).isEqualTo(1);
        assertThat(DIGEST.holding(List.of(1, 5), 11)).isEqualTo(2);
        assertThat(DIGEST.holding(List.of(0, 1, 5), 1_000)).isEqualTo(3);
    }

    @Test
    void looksTheSameForTheSameRowsOnly() {
        assertThat(DIGEST).hasToString(digest(DIGEST.buckets()).toString());
        assertThat(DIGEST.toString())
                .hasSize(16)
                .isNotEqualTo(digest(Map.of(1, bucket(10, 7))).toString());
    }

    private static Bucket bucket(long rows, long sum) {
        return new Bucket(rows, BigInteger.valueOf(sum));
    }

    private static Digest digest(Map<Integer, Bucket> buckets) {
        return new Digest(new TreeMap<>(buckets));
    }
}
