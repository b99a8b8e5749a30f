package dev.kontor.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Migrations are named and numbered so that their order can be read, and SQL is written low.
class MigrationsTest {
    private static final Pattern NAME = Pattern.compile("V(\\d{3})__[a-z][a-z0-9_]*\\.sql");
    private static final Pattern SHOUTED =
            Pattern.compile(
                    "\\b(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP) .*|\\bNOT NULL\\b"
                            + "|\\b(PRIMARY|FOREIGN) KEY\\b|\\bREFERENCES\\b");

    @Test
    void areNamedByNumberAndPurpose() {
        assertThat(migrations().stream().map(MigrationsTest::name))
                .allSatisfy(name -> assertThat(name).matches(NAME));
    }

    @Test
    void areNumberedWithoutGapsInEverySchema() {
        Map<Path, List<Integer>> numbers =
                migrations().stream()
                        .sorted()
                        .collect(
                                Collectors.groupingBy(
                                        Path::getParent,
                                        TreeMap::new,
                                        Collectors.mapping(
                                                MigrationsTest::number, Collectors.toList())));
        assertThat(numbers)
                .allSatisfy((_, found) ->
                        assertThat(found)
                                .isEqualTo(
                                        IntStream.rangeClosed(1, found.size()).boxed().toList()));
    }

    @Test
    void doNotShout() {
        assertThat(
                        Repository.files(".sql").stream()
                                .flatMap(file ->
                                        Repository.offences(
                                                file,
                                                line ->
                                                        !line.strip().startsWith("--")
                                                                && SHOUTED.matcher(line).find())))
                .isEmpty();
    }

    private static List<Path> migrations() {
        return Repository.files(".sql").stream()
                .filter(file -> Repository.relative(file).contains("db/migration"))
                .toList();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static int number(Path file) {
        Matcher matcher = NAME.matcher(name(file));
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }
}
