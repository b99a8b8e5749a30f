package dev.kontor.events.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterIdTest {
    @Test
    void readsWhatItWrites() {
        DeadLetterId id = new DeadLetterId("transfer-events", 11, 9_000_000_000L);

        assertThat(id).hasToString("transfer-events-11-9000000000");
        assertThat(DeadLetterId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "--",
                "transfers",
                "transfers-3",
                "-3-17",
                "transfers-3-",
                "transfers-03-17",
                "transfers-3-+17",
                "transfers-3-x",
                "transfers-3-17-",
                "transfers-99999999999-1"
            })
    void readsNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DeadLetterId.parse(text));
    }
}
