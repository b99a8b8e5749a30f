package dev.kontor.system.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// All Java is formatted by google-java-format, with four spaces and 100 columns, and imports in
/// one block. With `-Dkontor.format=write` the test rewrites what is not, instead of failing.
class FormattingTest {
    private static final boolean WRITE = "write".equals(System.getProperty("kontor.format"));
    private static final JavaFormatterOptions OPTIONS =
            JavaFormatterOptions.builder()
                    .style(JavaFormatterOptions.Style.AOSP)
                    .formatJavadoc(false)
                    .build();

    private final Formatter formatter = new Formatter(OPTIONS);

    @Test
    void findsAllJavaFormatted() throws IOException {
        List<Path> unformatted =
                Repository.java().parallelStream().filter(this::isUnformatted).sorted().toList();
        if (WRITE) {
            for (Path file : unformatted) {
                Files.writeString(file, formatted(file));
            }
            return;
        }
        assertThat(unformatted.stream().map(Repository::relative))
                .as(
                        "Format them: mvn test -pl system-tests -am -Dtest=FormattingTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -Dkontor.format=write")
                .isEmpty();
    }

    private boolean isUnformatted(Path file) {
        return !formatted(file).equals(Repository.text(file));
    }

    private String formatted(Path file) {
        try {
            String text = Repository.text(file);
            text = RemoveUnusedImports.removeUnusedImports(text);
            text = ImportOrderer.reorderImports(text, JavaFormatterOptions.Style.GOOGLE);
            return formatter.formatSource(text);
        } catch (FormatterException e) {
            return fail("cannot parse " + file, e);
        }
    }
}
