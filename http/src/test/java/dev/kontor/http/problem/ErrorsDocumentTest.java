package dev.kontor.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `docs/errors.md` and the code name the same errors in the same order.
class ErrorsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "errors.md");

    @Test
    void listsEveryCodeWithItsStatus() throws IOException {
        List<String> expected =
                Arrays.stream(ErrorCode.values())
                        .map(code -> code.code() + " " + code.status())
                        .toList();
        assertThat(rows("## Codes", 2)).isEqualTo(expected);
    }

    @Test
    void listsEveryCodeOfFields() throws IOException {
        List<String> expected =
                Arrays.stream(FieldErrorCode.values()).map(FieldErrorCode::code).toList();
        assertThat(rows("## Codes of fields", 1)).isEqualTo(expected);
    }

    @Test
    void saysForEachWhatItMeansAndWhatToDo() throws IOException {
        assertThat(rows("## Codes", 4)).hasSameSizeAs(ErrorCode.values());
        assertThat(rows("## Codes of fields", 2)).hasSameSizeAs(FieldErrorCode.values());
    }

    /// The first cells of each row under a heading that begin with a code.
    private static List<String> rows(String heading, int cells) throws IOException {
        return Files.readString(DOCUMENT)
                .lines()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList())
                .filter(row -> row.size() >= cells && row.stream().noneMatch(String::isEmpty))
                .map(row -> String.join(" ", row.subList(0, cells)).replace("`", ""))
                .toList();
    }
}
