package dev.kontor.benchmarks.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpaceTest {
    @TempDir private Path data;

    @Test
    void addsUpTheLogsOfEachTopic() throws IOException {
        write("transfer-events-0/00000000000000000000.log", 10);
        write("transfer-events-11/00000000000000000000.log", 20);
        write("transfer-events-11/00000000000000000099.log", 5);
        write("transfer-events-11/00000000000000000099.index", 1_000);
        write("accounts-0/00000000000000000000.log", 7);

        assertThat(Space.topics(data))
                .containsOnly(
                        Map.entry("kafka transfer-events", 35L), Map.entry("kafka accounts", 7L));
    }

    @Test
    void tellsWhatWasAddedSince() {
        Space before = new Space(Map.of("a", 10L, "b", 5L));
        Space now = new Space(Map.of("a", 12L, "b", 5L, "c", 3L));

        assertThat(now.since(before).bytes()).containsOnly(Map.entry("a", 2L), Map.entry("c", 3L));
    }

    private void write(String name, int bytes) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[bytes]);
    }
}
