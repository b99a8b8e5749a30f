package dev.kontor.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTextTest {

    @TempDir private Path folder = Path.of("");

    private final List<String> lines = new ArrayList<>();

    @Test
    void showsTheLastLines() throws Exception {
        append("a\nb\nc\n");
        assertThat(LogText.tail(log(), 2)).containsExactly("b", "c");
        assertThat(LogText.tail(log(), 9)).containsExactly("a", "b", "c");
        assertThat(LogText.tail(folder.resolve("none"), 9)).isEmpty();
    }

    @Test
    void showsWholeLinesAsTheyCome() throws Exception {
        LogText text = LogText.fromEnd(log());
        append("a\nb");
        text.more(lines::add);
        assertThat(lines).containsExactly("a");
        append("c\n");
        text.more(lines::add);
        text.more(lines::add);
        assertThat(lines).containsExactly("a", "bc");
    }

    @Test
    void goesOnInAFileThatWasBegunAnew() throws Exception {
        append("long ago\n");
        LogText text = LogText.fromEnd(log());
        LogLimit.limit(log(), 4);
        append("new\n");
        text.more(lines::add);
        assertThat(lines).containsExactly("new");
    }

    @Test
    void keepsOneOldLogBesideTheNew() throws Exception {
        append("12345\n");
        LogLimit.limit(log(), 6);
        assertThat(log()).hasContent("12345");
        append("6\n");
        LogLimit.limit(log(), 6);
        assertThat(log()).isEmptyFile();
        assertThat(folder.resolve("x.log.1")).hasContent("12345\n6");
    }

    private Path log() {
        return folder.resolve("x.log");
    }

    private void append(String text) throws IOException {
        Files.writeString(log(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
