package dev.kontor.request.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SilenceTest {
    /// The clock has no beginning that means anything: it may stand below zero.
    private long now = -TimeUnit.HOURS.toNanos(1);

    private final Silence silence = new Silence(() -> now);

    @Test
    void admitsEverythingWhileAppendsAreAcknowledged() {
        for (int i = 0; i < 10; i++) {
            silence.ended(AppendFate.DURABLE);
            assertThat(silence.admits()).isTrue();
        }
        assertThat(silence.isSilent()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "REFUSED"})
    void admitsOneTrialASecondAfterAnAppendFailed(AppendFate failed) {
        silence.ended(failed);

        assertThat(silence.isSilent()).isTrue();
        assertThat(silence.admits()).isFalse();
        pass(999);
        assertThat(silence.admits()).isFalse();
        pass(2);
        assertThat(silence.admits()).isTrue();
        assertThat(silence.admits()).isFalse();
        assertThat(silence.isSilent()).isTrue();
    }

    @Test
    void admitsTheNextTrialASecondAfterOneFailed() {
        silence.ended(AppendFate.UNKNOWN);
        pass(1_001);
        assertThat(silence.admits()).isTrue();
        pass(6_000);
        silence.ended(AppendFate.UNKNOWN);

        assertThat(silence.admits()).isFalse();
        pass(1_001);
        assertThat(silence.admits()).isTrue();
    }

    @Test
    void admitsEverythingAgainOnceATrialIsAcknowledged() {
        silence.ended(AppendFate.UNKNOWN);
        pass(1_001);
        assertThat(silence.admits()).isTrue();
        silence.ended(AppendFate.DURABLE);

        assertThat(silence.isSilent()).isFalse();
        assertThat(silence.admits()).isTrue();
        assertThat(silence.admits()).isTrue();
    }

    @Test
    void admitsEverythingAgainOnceAnythingIsAcknowledged() {
        silence.ended(AppendFate.UNKNOWN);
        silence.ended(AppendFate.DURABLE);

        assertThat(silence.isSilent()).isFalse();
        assertThat(silence.admits()).isTrue();
    }

    @Test
    void isNotSilentIfOthersWereAcknowledgedMeanwhile() {
        silence.ended(AppendFate.DURABLE);
        pass(4_000);
        silence.ended(AppendFate.UNKNOWN);

        assertThat(silence.isSilent()).isFalse();
        assertThat(silence.admits()).isTrue();
    }

    @Test
    void isSilentIfNothingWasAcknowledgedForAsLongAsAnAppendMayTake() {
        silence.ended(AppendFate.DURABLE);
        pass(7_000);
        silence.ended(AppendFate.UNKNOWN);

        assertThat(silence.isSilent()).isTrue();
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
