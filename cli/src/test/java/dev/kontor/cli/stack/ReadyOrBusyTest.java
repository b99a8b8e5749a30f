package dev.kontor.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReadyOrBusyTest {
    private boolean ready;
    private boolean up;
    private long now = -TimeUnit.SECONDS.toNanos(7);
    private final ReadyOrBusy service = new ReadyOrBusy(() -> ready, () -> up, () -> now);

    @Test
    void takesWhatIsReadyAtOnce() {
        ready = true;

        assertThat(service.isReady()).isTrue();
    }

    @Test
    void waitsForWhatIsNotUpHoweverLong() {
        assertThat(service.isReady()).isFalse();
        pass(1_000);
        assertThat(service.isReady()).isFalse();
    }

    @Test
    void takesWhatHasBeenUpForAWhileAndIsStillBehind() {
        up = true;

        assertThat(service.isReady()).isFalse();
        pass(14);
        assertThat(service.isReady()).isFalse();
        pass(1);
        assertThat(service.isReady()).isTrue();
    }

    @Test
    void beginsToWaitAnewForWhatWentDown() {
        up = true;
        service.isReady();
        pass(10);
        up = false;
        service.isReady();
        up = true;

        assertThat(service.isReady()).isFalse();
        pass(14);
        assertThat(service.isReady()).isFalse();
    }

    private void pass(int seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }
}
