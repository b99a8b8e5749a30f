package dev.kontor.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PulseTest {
    private long now = -TimeUnit.HOURS.toNanos(1);
    private boolean answers = true;
    private final Pulse pulse = new Pulse("Kafka", this::ask, () -> {}, () -> now);

    @Test
    void findsNothingWrongAsLongAsThereIsAnAnswerNowAndThen() {
        for (int i = 0; i < 10; i++) {
            pass(8);
            assertThat(pulse.trouble()).isEmpty();
            pulse.beat();
        }
    }

    @Test
    void tellsForHowLongNothingWasAnswered() {
        answers = false;
        pass(8);
        pulse.beat();
        assertThat(pulse.trouble()).isEmpty();
        pass(1);
        pulse.beat();

        assertThat(pulse.trouble()).hasValue("Kafka has not answered for 9 s");
    }

    @Test
    void isWellAgainWithTheFirstAnswer() {
        pass(60);
        assertThat(pulse.trouble()).isPresent();
        pulse.beat();

        assertThat(pulse.trouble()).isEmpty();
    }

    private void ask() {
        if (!answers) {
            throw new IllegalStateException("no answer");
        }
    }

    private void pass(long seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }
}
