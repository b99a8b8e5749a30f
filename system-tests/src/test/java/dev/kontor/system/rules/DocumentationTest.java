package dev.kontor.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Links within the repository lead somewhere, to the heading if they name one; and the tests that
/// the README calls to witness are there.
class DocumentationTest {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");

    @Test
    void namesTestsThatAreThere() {
        Set<String> there =
                Repository.java().stream()
                        .filter(Repository::isTest)
                        .map(file -> String.valueOf(file.getFileName()).replace(".java", ""))
                        .collect(Collectors.toSet());
        List<String> named =
                TEST.matcher(Repository.text(Repository.ROOT.resolve("README.md")))
                        .results()
                        .map(found -> found.group(1))
                        .toList();

        assertThat(named).isNotEmpty();
        assertThat(there).containsAll(named);
    }

    @Test
    void linksToWhatIsThere() {
        assertThat(Repository.files(".md").stream().flatMap(DocumentationTest::deadLinks))
                .isEmpty();
    }

    private static Stream<String> deadLinks(Path page) {
        String prose = CODE.matcher(Repository.text(page)).replaceAll("");
        return LINK.matcher(prose)
                .results()
                .map(MatchResult::group)
                .map(link -> LINK.matcher(link).replaceFirst("$1"))
                .filter(target -> !ELSEWHERE.matcher(target).matches())
                .filter(target -> isDead(page, target))
                .map(target -> Repository.relative(page) + ": " + target);
    }

    private static boolean isDead(Path page, String target) {
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path linked = file.isEmpty() ? page : folderOf(page).resolve(file).normalize();
        if (!Files.exists(linked)) {
            return true;
        }
        return hash >= 0 && !hasHeading(linked, target.substring(hash + 1));
    }

    private static Path folderOf(Path page) {
        return Optional.ofNullable(page.getParent()).orElseThrow();
    }

    private static boolean hasHeading(Path page, String anchor) {
        return Files.isRegularFile(page)
                && Repository.text(page)
                        .lines()
                        .filter(line -> line.startsWith("#"))
                        .map(DocumentationTest::anchor)
                        .anyMatch(anchor::equals);
    }

    /// As the usual renderers make it from a heading.
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+\\s*", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .strip()
                .replace(' ', '-');
    }
}
