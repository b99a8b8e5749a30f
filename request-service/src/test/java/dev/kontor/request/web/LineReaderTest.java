package dev.kontor.request.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    @Test
    void cutsLinesAndNumbersThem() throws Exception {
        assertThat(read("a\n\nbc\r\n d", 100))
                .containsExactly("1:a", "2: blank", "3:bc\r", "4: d");
        assertThat(read("", 100)).isEmpty();
        assertThat(read("\n", 100)).containsExactly("1: blank");
    }

    @Test
    void dropsWhatIsTooLongAndGoesOnAfterIt() throws Exception {
        String longest = "x".repeat(100);

        assertThat(read(longest + "\n" + longest + "y\nz\n" + longest + "y", 100))
                .containsExactly("1:" + longest, "2: too long", "3:z", "4: too long");
    }

    @Test
    void keepsLinesWholeAcrossManyReads() throws Exception {
        String line = "0123456789".repeat(20_000);

        assertThat(read(line + "\n" + line, 262_144)).containsExactly("1:" + line, "2:" + line);
    }

    @Test
    void goesOnWhereItWasAfterATimeOut() throws Exception {
        LineReader reader = new LineReader(new Faltering("ab\nc"), 100);
        List<String> lines = new ArrayList<>();
        int timeouts = 0;
        while (true) {
            try {
                Optional<LineReader.Line> line = reader.next();
                if (line.isEmpty()) {
                    break;
                }
                lines.add(show(line.get()));
            } catch (IOException e) {
                timeouts++;
            }
        }

        assertThat(lines).containsExactly("1:ab", "2:c");
        assertThat(timeouts).isEqualTo(4);
    }

    private static List<String> read(String text, int longest) throws IOException {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        LineReader reader = new LineReader(in, longest);
        List<String> lines = new ArrayList<>();
        Optional<LineReader.Line> line = reader.next();
        while (line.isPresent()) {
            lines.add(show(line.get()));
            line = reader.next();
        }
        return lines;
    }

    private static String show(LineReader.Line line) {
        if (line.isBlank()) {
            return line.number() + ": blank";
        }
        return line.tooLong()
                ? line.number() + ": too long"
                : line.number() + ":" + new String(line.bytes(), StandardCharsets.UTF_8);
    }

    /// Gives a byte at a time and fails before each.
    private static final class Faltering extends InputStream {
        private final ByteArrayInputStream in;
        private boolean failed;

        Faltering(String text) {
            this.in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            failed = !failed && in.available() > 0;
            if (failed) {
                throw new IOException("time-out");
            }
            return in.read(buffer, offset, Math.min(1, length));
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }
    }
}
