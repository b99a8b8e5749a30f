package dev.kontor.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What figures were measured on, without its name.
final class Machine {
    private static final String UNKNOWN = "unknown";

    private Machine() {}

    static String describe() {
        return "%d cores (%s), %s, Linux %s, Java %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        field("/proc/cpuinfo", "model name"),
                        field("/proc/meminfo", "MemTotal"),
                        System.getProperty("os.version"),
                        Runtime.version());
    }

    private static String field(String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /// The commit that is checked out, with `+` if something was changed since.
    static String commit(Path root) throws InterruptedException {
        String commit = git(root, List.of("rev-parse", "--short=10", "HEAD"));
        if (commit.isEmpty()) {
            return UNKNOWN;
        }
        boolean changed = !git(root, List.of("status", "--porcelain", "-uno")).isEmpty();
        return commit + (changed ? "+" : "");
    }

    private static String git(Path root, List<String> arguments) throws InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("git", "-C", root.toString()), arguments.stream()).toList();
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            byte[] said = process.getInputStream().readAllBytes();
            return process.waitFor() == 0 ? new String(said, StandardCharsets.UTF_8).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
