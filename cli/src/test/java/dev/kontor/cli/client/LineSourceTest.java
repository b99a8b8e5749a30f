package dev.kontor.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSourceTest {

    @Test
    void leavesOutEmptyLinesButCountsThem() throws Exception {
        List<Line> lines = all("a\n\n \r\nb");
        assertThat(lines).extracting(Line::number).containsExactly(1L, 4L);
        assertThat(lines).extracting(Line::end).containsExactly(2L, 7L);
        assertThat(lines).extracting(LineSourceTest::text).containsExactly("a", "b");
    }

    @Test
    void givesTooLongALineUpToWhereTheApiRefusesIt() throws Exception {
        List<Line> lines = all("x".repeat(1_000_000) + "\nshort\n");
        assertThat(lines.getFirst().bytes()).hasSize(LineSource.MAX_LINE_BYTES + 1);
        assertThat(text(lines.getLast())).isEqualTo("short");
    }

    @Test
    void showsTheNextLineBeforeItIsTaken() throws Exception {
        LineSource source = new LineSource(input("a\nb\n"));
        assertThat(source.peek()).isEqualTo(source.next());
        assertThat(source.next()).isNotNull();
        assertThat(source.peek()).isNull();
        assertThat(source.next()).isNull();
    }

    @Test
    void tellsThatTheInputCannotBeRead() throws Exception {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        LineSource source = new LineSource(closed);
        assertThatThrownBy(source::next).isInstanceOf(IOException.class);
    }

    private static List<Line> all(String text) throws Exception {
        LineSource source = new LineSource(input(text));
        List<Line> lines = new ArrayList<>();
        for (Line line = source.next(); line != null; line = source.next()) {
            lines.add(line);
        }
        return lines;
    }

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Line line) {
        return new String(line.bytes(), StandardCharsets.UTF_8);
    }
}
