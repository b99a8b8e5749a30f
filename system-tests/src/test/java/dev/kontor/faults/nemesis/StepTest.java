package dev.kontor.faults.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StepTest {
    private static final Path PATCH = Path.of("src", "planted", "halts.patch");
    private static final Pattern NAME = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");

    @Test
    void isPassedByThePatchUnderItsName() throws IOException {
        List<String> passed =
                NAME.matcher(Files.readString(PATCH))
                        .results()
                        .map(MatchResult::group)
                        .map(quoted -> quoted.replace("\"", ""))
                        .toList();

        assertThat(passed)
                .containsExactlyInAnyOrderElementsOf(
                        List.of(Step.values()).stream().map(Step::text).toList());
    }
}
