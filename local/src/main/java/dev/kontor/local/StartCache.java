package dev.kontor.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// A JVM's ahead-of-time cache: written once by a run that is made for it, read by all later ones,
/// which then start in less than half the time. One that is missing or does not fit costs only
/// time.
///
/// @param file where it is kept
public record StartCache(Path file) {

    public boolean isMissing() {
        return !Files.exists(file);
    }

    /// JVM options for the run that writes it.
    public List<String> writing() throws IOException {
        Files.deleteIfExists(unfinished());
        return List.of("-XX:AOTCacheOutput=" + unfinished());
    }

    /// To be called when that run has ended in order: what it wrote is whole.
    public void keep() throws IOException {
        if (Files.exists(unfinished())) {
            Files.move(unfinished(), file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /// JVM options for a run that reads it, if it is there.
    public List<String> reading() {
        return isMissing()
                ? List.of()
                : List.of("-XX:AOTCache=" + file, "-Xlog:aot=off", "-Xlog:cds=off");
    }

    private Path unfinished() {
        return file.resolveSibling(file.getFileName() + ".unfinished");
    }
}
