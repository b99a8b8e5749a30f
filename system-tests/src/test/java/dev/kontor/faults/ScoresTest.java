package dev.kontor.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoresTest {
    @Test
    void addUpWithThoseOfAVersionThatCountedNoBadRecords(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("faults.json");
        Files.writeString(
                file,
                """
                [{"fault": "bad-facts", "recoveryMillis": [7], "acknowledged": 5, "lost": 0,
                  "doubled": 0, "broken": 0, "sentences": []}]
                """);

        Scores scores = Scores.in(file);
        scores.add(new Score("bad-facts", List.of(9L), 6, 4, 0, 0, 0, List.of()));

        assertThat(Scores.in(file).of("bad-facts"))
                .contains(new Score("bad-facts", List.of(7L, 9L), 11, 4, 0, 0, 0, List.of()));
    }
}
