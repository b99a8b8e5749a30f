package dev.kontor.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// A JVM's ahead-of-time cache: written by the first run when it ends, read by all later ones, which
/// then start in less than half the time. One that is missing or does not fit costs only time.
///
/// @param file where it is kept
record StartCache(Path file) {

    /// JVM options for the next run.
    List<String> options() throws IOException {
        if (Files.exists(file)) {
            return List.of("-XX:AOTCache=" + file, "-Xlog:aot=off", "-Xlog:cds=off");
        }
        Files.deleteIfExists(unfinished());
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
        }
    }

    private Path unfinished() {
        return file.resolveSibling(file.getFileName() + ".unfinished");
    }
}
