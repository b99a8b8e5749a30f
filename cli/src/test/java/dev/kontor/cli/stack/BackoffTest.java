package dev.kontor.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff();

    @Test
    void doublesUpToAMinute() {
        assertThat(Stream.generate(() -> backoff.died(Duration.ZERO).toSeconds()).limit(9))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void startsOverAfterAMinuteOfWork() {
        backoff.died(Duration.ZERO);
        backoff.died(Duration.ofSeconds(59));
        assertThat(backoff.failures()).isEqualTo(2);
        assertThat(backoff.died(Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.failures()).isEqualTo(1);
    }
}
