package dev.kontor.request.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SilenceTest {
    /// The clock has no beginning that means anything: it may stand below zero.
    private long now = -TimeUnit.HOURS.toNanos(1);

    private final Silence silence = new Silence(() -> now);

    @Test
    void admitsEverythingWhileAppendsAreAcknowledged() {
        for (int i = 0; i < 10; i++) {
            silence.ended(AppendFate.DURABLE, now);
            assertThat(silence.admits()).isTrue();
        }
        assertThat(silence.isSilent()).isFalse();
    }

    @Test
    void admitsOneTrialASecondOnceAnAppendWasNotAcknowledged() {
        fallSilent();

        assertThat(silence.admits()).isFalse();
        pass(999);
        assertThat(silence.admits()).isFalse();
        pass(1);
        assertThat(silence.admits()).isTrue();
        assertThat(silence.admits()).isFalse();
        pass(1_000);
        assertThat(silence.admits()).isTrue();
    }

    @Test
    void admitsEverythingAgainOnceATrialIsAcknowledged() {
        fallSilent();

        silence.ended(AppendFate.DURABLE, now);
        assertThat(silence.isSilent()).isFalse();
        assertThat(silence.admits()).isTrue();
        assertThat(silence.admits()).isTrue();
    }

    @Test
    void isNotSilentIfOthersWereAcknowledgedMeanwhile() {
        pass(1);
        long sentAt = now;
        pass(1);
        silence.ended(AppendFate.DURABLE, sentAt);
        pass(6_000);
        silence.ended(AppendFate.UNKNOWN, sentAt);

        assertThat(silence.isSilent()).isFalse();
        assertThat(silence.admits()).isTrue();
        assertThat(silence.admits()).isTrue();
    }

    @Test
    void learnsNothingFromWhatWasNeverSent() {
        pass(1);
        silence.ended(AppendFate.REFUSED, now);

        assertThat(silence.isSilent()).isFalse();
    }

    private void fallSilent() {
        pass(1);
        long sentAt = now;
        pass(6_000);
        silence.ended(AppendFate.UNKNOWN, sentAt);
        assertThat(silence.isSilent()).isTrue();
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
