package dev.kontor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00.000000Z",
        "2026-01-31t12:00:00z, 2026-01-31T12:00:00.000000Z",
        "2026-01-31T12:00:00.1Z, 2026-01-31T12:00:00.100000Z",
        "2026-01-31T12:00:00.123456Z, 2026-01-31T12:00:00.123456Z",
        "2026-01-31T12:00:00.123456000Z, 2026-01-31T12:00:00.123456Z",
        "2026-01-31T12:00:00+01:30, 2026-01-31T10:30:00.000000Z",
        "2026-01-31T12:00:00-00:00, 2026-01-31T12:00:00.000000Z",
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59.000000Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00.000000Z",
        "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999999Z",
    })
    void answersInUtcWithMicroseconds(String in, String out) {
        assertThat(Timestamps.format(Timestamps.parse(in))).isEqualTo(out);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-31",
                "2026-01-31T12:00:00",
                "2026-01-31 12:00:00Z",
                "2026-01-31T12:00Z",
                "2026-1-31T12:00:00Z",
                "2026-02-29T12:00:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T12:00:60Z",
                "2026-01-31T12:00:00.Z",
                "2026-01-31T12:00:00.1234567Z",
                "2026-01-31T12:00:00+25:00",
                "2026-01-31T12:00:00+0100",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59-01:00",
                "0001-01-01T00:00:00+01:00",
                "+12026-01-31T12:00:00Z",
                "2026-01-31T12:00:00Z ",
                "\u0662\u0660\u0662\u0666-01-31T12:00:00Z",
            })
    void refusesWhatIsNoTimestamp(String in) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Timestamps.parse(in))
                .withMessageStartingWith("must ");
    }

    @Test
    void cutsOffNanoseconds() {
        assertThat(Timestamps.format(Instant.ofEpochSecond(0, 1_999)))
                .isEqualTo("1970-01-01T00:00:00.000001Z");
    }
}
