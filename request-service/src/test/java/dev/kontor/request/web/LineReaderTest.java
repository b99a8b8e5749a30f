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
        assertThat(read("a\n\nbc\r\n d", 100)).containsExactly("1:a", "2: blank", "3:bc\r", "4: d");
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
}
