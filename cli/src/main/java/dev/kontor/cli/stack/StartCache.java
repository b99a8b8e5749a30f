package dev.kontor.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// A JVM's ahead-of-time cache: written by the first run when it ends, read by all later ones,
/// which then start in less than half the time. One that is missing or does not fit costs only
/// time.
///
/// @param file where it is kept
record StartCache(Path file) {

    /// Is there while a process runs that is to write the cache when it ends.
    private static final String RECORDING = "recording";

    /// JVM options for the next run.
    List<String> options() throws IOException {
        if (Files.exists(file)) {
            Files.deleteIfExists(recording());
            return List.of("-XX:AOTCache=" + file, "-Xlog:aot=off", "-Xlog:cds=off");
        }
        Files.deleteIfExists(unfinished());
        Files.writeString(recording(), "");
        return List.of("-XX:AOTCacheOutput=" + unfinished(), "-Xlog:aot=off", "-Xlog:cds=off");
    }

    /// Whether the next run writes it, and so takes longer to end.
    boolean isMissing() {
        return !Files.exists(file);
    }

    /// To be called after a run ended in order: what it wrote is whole.
    void keep() throws IOException {
        if (Files.exists(unfinished())) {
            Files.move(unfinished(), file, StandardCopyOption.ATOMIC_MOVE);
            Files.deleteIfExists(recording());
        }
    }

    /// Whether any process is to write its cache when it ends.
    static boolean anyToWrite(Home home) {
        if (!Files.isDirectory(home.cache())) {
            return false;
        }
        try (Stream<Path> files = Files.walk(home.cache(), 2)) {
            return files.anyMatch(each -> each.endsWith(RECORDING));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private Path recording() {
        return file.resolveSibling(RECORDING);
    }

    private Path unfinished() {
        return file.resolveSibling(file.getFileName() + ".unfinished");
    }
}
