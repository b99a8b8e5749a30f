package dev.kontor.system.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The files that people write, as they lie in the working tree.
final class Repository {
    static final Path ROOT = root();

    private static final Set<String> NOT_WRITTEN_BY_PEOPLE =
            Set.of(".git", ".idea", ".kontor", "target", "node_modules");

    private Repository() {}

    static List<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new Collector(files));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    static List<Path> files(String ending) {
        return files().stream().filter(file -> file.toString().endsWith(ending)).toList();
    }

    /// Sources and tests of all modules.
    static List<Path> java() {
        return files(".java");
    }

    static boolean isTest(Path file) {
        return relative(file).contains("/src/test/");
    }

    static String relative(Path file) {
        return ROOT.relativize(file).toString();
    }

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /// The lines of a file that break a rule, each with its place.
    static Stream<String> offences(Path file, Predicate<String> breaksRule) {
        List<String> lines = text(file).lines().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> breaksRule.test(lines.get(i)))
                .mapToObj(i -> relative(file) + ":" + (i + 1) + ": " + lines.get(i).strip());
    }

    /// The nearest folder upwards that has what CI runs; modules have none.
    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve(".ci"))) {
            Path parent = folder.getParent();
            if (parent == null) {
                throw new IllegalStateException("Run this test from within the repository.");
            }
            folder = parent;
        }
        return folder;
    }

    private static final class Collector extends SimpleFileVisitor<Path> {
        private final List<Path> files;

        Collector(List<Path> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped = NOT_WRITTEN_BY_PEOPLE.contains(String.valueOf(folder.getFileName()));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !file.getFileName().toString().equals(".git")) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
