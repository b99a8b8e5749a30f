package dev.kontor.benchmarks.rig;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BooksTest {
    @Test
    void addsUpWhatIsLeftToRead() {
        assertThat(Books.lag("{\"partitions\":[{\"lag\":3},{\"lag\":0},{\"lag\":4}]}"))
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"partitions\":[]}", "no JSON"})
    void takesSilenceForNotHavingReadAnything(String status) {
        assertThat(3 * Books.lag(status)).isGreaterThan(1L << 60);
    }
}
