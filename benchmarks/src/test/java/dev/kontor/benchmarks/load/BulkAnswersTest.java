package dev.kontor.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkAnswersTest {
    private static final String ANSWER =
            """
            {"line":1,"id":"x","status":"received","content_digest":"v1:0"}
            {"line":2,"id":"x","status":"posted","rejection":null}
            {"line":3,"id":"x","status":"rejected","rejection":{"code":"account_not_found"}}
            {"summary":{"lines":3}}
            """;

    /// Blocks may end anywhere.
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 100_000})
    void readsTheStatusOfEachLineUntilTheSummary(int blockBytes) throws IOException {
        BulkAnswers answers = new BulkAnswers(inBlocks(ANSWER, blockBytes));

        assertThat(answers.next()).isEqualTo("received");
        assertThat(answers.next()).isEqualTo("posted");
        assertThat(answers.next()).isEqualTo("rejected");
        assertThat(answers.next()).isEmpty();
    }

    @Test
    void readsALineLongerThanItsBlock() throws IOException {
        String line = "{\"status\":\"posted\",\"detail\":\"" + "x".repeat(200_000) + "\"}\n";

        BulkAnswers answers = new BulkAnswers(inBlocks(line + ANSWER, 5_000));

        assertThat(answers.next()).isEqualTo("posted");
        assertThat(answers.next()).isEqualTo("received");
    }

    @Test
    void tellsAnAnswerThatWasCut() throws IOException {
        BulkAnswers answers = new BulkAnswers(inBlocks("{\"status\":\"posted\"}\n{\"sta", 9));
        answers.next();

        assertThatThrownBy(answers::next).isInstanceOf(EOFException.class);
    }

    private static InputStream inBlocks(String text, int bytes) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, bytes));
            }
        };
    }
}
