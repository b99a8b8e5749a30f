package dev.kontor.simulation;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// A copy of some sources with a patch applied, compiled: classes to put in front of all others, so
/// that what runs has the bug that the patch plants.
///
/// Closing it deletes the copy.
public final class Planting implements AutoCloseable {
    private static final Pattern TARGET = Pattern.compile("^\\+\\+\\+ b/(\\S+)", Pattern.MULTILINE);

    private final Path copy;
    private final String fault;

    private Planting(Path copy, String fault) {
        this.copy = copy;
        this.fault = fault;
    }

    /// @param root of the checkout, which the patch's paths begin at
    /// @param classPath to compile against
    public static Planting of(Path root, Path patch, String classPath) throws IOException {
        Path copy = Files.createTempDirectory("kontor-planted");
        return new Planting(copy, plant(root, patch, classPath, copy));
    }

    /// Why the patch could not be planted; empty: it was.
    public String fault() {
        return fault;
    }

    /// The folder of the compiled classes.
    public Path classes() {
        return classesIn(copy);
    }

    private static Path classesIn(Path copy) {
        return copy.resolve("classes");
    }

    private static String plant(Path root, Path patch, String classPath, Path copy)
            throws IOException {
        List<Path> changed = new ArrayList<>();
        Matcher target = TARGET.matcher(Files.readString(patch));
        while (target.find()) {
            Path file = copy.resolve(target.group(1));
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Path original = root.resolve(target.group(1));
            if (Files.exists(original)) { // else the patch brings it
                Files.copy(original, file);
            }
            changed.add(file);
        }
        Process git =
                new ProcessBuilder("git", "apply", patch.toAbsolutePath().toString())
                        .directory(copy.toFile())
                        .redirectErrorStream(true)
                        .start();
        String applied = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!applied.isEmpty()) {
            return "the patch does not apply: " + applied.lines().findFirst().orElse("");
        }
        String compiled = compile(changed, Files.createDirectory(classesIn(copy)), classPath);
        return compiled.isEmpty() ? "" : "it does not compile: " + compiled;
    }

    private static String compile(List<Path> files, Path classes, String classPath)
            throws IOException {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options =
                    List.of("-d", classes.toString(), "-cp", classPath, "-proc:none", "-nowarn");
            boolean good =
                    compiler.getTask(
                                    said,
                                    manager,
                                    null,
                                    options,
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files))
                            .call();
            return good ? "" : said.toString();
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(copy)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
