package dev.kontor.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Small things that would otherwise come up in every review.
class TidyTest {
    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_LINE = 100;
    private static final Pattern TEXT =
            Pattern.compile(
                    ".*\\.(java|md|sql|xml|properties|ya?ml|proto|sh|json|html|css|js)"
                            + "|.*/(kontor|Dockerfile|\\.ci/run)");
    private static final Pattern PRINT = Pattern.compile("\\bSystem\\.(out|err)\\b");
    private static final Pattern SLEEP =
            Pattern.compile("\\bparkNanos\\(|\\bThread(\\.|::)sleep\\b|\\b[A-Z]+\\.sleep\\(");

    /// In some classes `log` is the log that Kontor is about.
    private static final Pattern LOGGER = Pattern.compile("\\bLogger\\s+(?!LOG\\b)\\w+\\s*=");

    private static final Pattern TYPE_NAME =
            Pattern.compile("(Abstract[A-Z]\\w*|\\w+(Utils?|Impl|Manager|Helper))\\.java");

    @Test
    void findsNoTabsAndNoWhiteSpaceAtTheEndOfLines() {
        assertNone(
                textFiles()
                        .flatMap(file ->
                                Repository.offences(
                                        file,
                                        line ->
                                                line.contains("\t")
                                                        || !line.equals(line.stripTrailing()))));
    }

    @Test
    void findsEveryTextFileEndedByALineBreak() {
        assertNone(
                textFiles()
                        .filter(file -> !Repository.text(file).isEmpty())
                        .filter(file -> !Repository.text(file).endsWith("\n"))
                        .map(Repository::relative));
    }

    @Test
    void findsNoJavaBeyondAHundredColumns() {
        assertNone(
                javaFiles()
                        .flatMap(file ->
                                Repository.offences(file, line -> line.length() > LONGEST_LINE)));
    }

    @Test
    void findsNoJavaFileTooLongToRead() {
        assertNone(
                javaFiles()
                        .filter(file -> Repository.text(file).lines().count() > LONGEST_FILE)
                        .map(Repository::relative));
    }

    @Test
    void findsEveryPackageNullMarked() {
        assertNone(
                javaFiles()
                        .map(Path::getParent)
                        .distinct()
                        .filter(folder -> !isNullMarked(folder.resolve("package-info.java")))
                        .map(Repository::relative));
    }

    @Test
    void findsOutputOnlyWhereProgramsTalkToPeople() {
        assertNone(
                javaFiles()
                        .filter(file -> !Repository.isTest(file))
                        .filter(file -> !talksToPeople(Repository.relative(file)))
                        .flatMap(file -> Repository.offences(file, matching(PRINT))));
    }

    private static boolean talksToPeople(String file) {
        return file.startsWith("cli/")
                || file.startsWith("local/")
                || file.endsWith("/rebuild/RebuildConfiguration.java");
    }

    @Test
    void findsNoTestThatSleeps() {
        assertNone(
                javaFiles()
                        .filter(Repository::isTest)
                        .filter(file -> !isThisTest(file))
                        .flatMap(file -> Repository.offences(file, matching(SLEEP))));
    }

    @Test
    void findsEveryLoggerCalledLog() {
        assertNone(
                javaFiles()
                        .filter(file -> !Repository.isTest(file))
                        .flatMap(file -> Repository.offences(file, matching(LOGGER))));
    }

    @Test
    void findsNoTypeNamedForWhatItIsMadeOf() {
        assertNone(
                javaFiles()
                        .filter(file -> TYPE_NAME.matcher(name(file)).matches())
                        .map(Repository::relative));
    }

    /// Patterns are written so that they do not match themselves.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "libraries we do without; (?i)\\b(lom)(bok)|(?i)\\b(moc)(kito)|\\b(jq)(wik)",
                "tests that do not run; @(Dis)(abled)",
                "work left undone; \\b(TO)(DO)\\b|\\b(FIX)(ME)\\b",
                "signatures; @(auth)(or)\\b",
                "paths of one machine; (^|[\\s\"'=:(])/(work|root|home|Users)/\\w",
                "hosts of libraries; \\b(repo1?|registry|plugins)\\.[a-z]+\\.(org|io|com)\\b",
                "hosts of image stores; \\b(docker|quay|ghcr|gcr)\\.(io)\\b",
            })
    void findsNoneOf(String what, String pattern) {
        Predicate<String> found = matching(Pattern.compile(pattern));
        assertThat(textFiles().flatMap(file -> Repository.offences(file, found)).toList())
                .as(what)
                .isEmpty();
    }

    private static Stream<Path> javaFiles() {
        return Repository.java().stream();
    }

    private static Stream<Path> textFiles() {
        return Repository.files().stream().filter(file -> TEXT.matcher(file.toString()).matches());
    }

    private static boolean isNullMarked(Path packageInfo) {
        return Files.exists(packageInfo) && Repository.text(packageInfo).contains("@NullMarked");
    }

    private static boolean isThisTest(Path file) {
        return name(file).equals("TidyTest.java");
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static Predicate<String> matching(Pattern pattern) {
        return line -> pattern.matcher(line).find();
    }

    private static void assertNone(Stream<String> offences) {
        List<String> found = offences.sorted().toList();
        assertThat(found).isEmpty();
    }
}
