package dev.kontor.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `./kontor simulate --planted` and `./kontor faults --planted` take minutes and more; that their
/// patches still fit the code is seen here.
class PlantedBugsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern FILE = Pattern.compile("(?m)^diff --git .*\n");
    private static final Pattern HUNK = Pattern.compile("(?m)^@@ .*\n");

    @ParameterizedTest
    @MethodSource("patches")
    void fitTheCodeOfToday(Path patch) throws IOException {
        List<String> files = FILE.splitAsStream(Files.readString(patch)).skip(1).toList();

        assertThat(files).isNotEmpty();
        for (String file : files) {
            List<String> hunks = HUNK.splitAsStream(file).toList();
            String code = codeBefore(hunks.getFirst());
            assertThat(hunks).hasSizeGreaterThan(1);
            hunks.stream().skip(1).forEach(hunk -> assertThat(code).contains(before(hunk)));
        }
    }

    static List<Path> patches() throws IOException {
        List<Path> patches = new ArrayList<>();
        for (String folder : List.of("simulation/src/planted", "system-tests/src/planted")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".patch")).forEach(patches::add);
            }
        }
        return patches;
    }

    /// The file that a patch changes, as it is now; nothing if it is one that the patch brings.
    private static String codeBefore(String head) throws IOException {
        String name =
                head.lines().filter(line -> line.startsWith("--- ")).findFirst().orElseThrow();
        return name.equals("--- /dev/null")
                ? ""
                : Files.readString(ROOT.resolve(name.substring(6)));
    }

    /// The lines that a hunk expects: those it keeps and those it takes out.
    private static String before(String hunk) {
        return hunk.lines()
                .filter(line -> line.startsWith(" ") || line.startsWith("-"))
                .map(line -> line.substring(1) + "\n")
                .collect(Collectors.joining());
    }
}
