package dev.kontor.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/// A JVM's ahead-of-time cache: written once by a run that is made for it, read by all later ones,
/// which then start in less than half the time. One that is missing or does not fit costs only
/// time.
///
/// @param file where it is kept
public record StartCache(Path file) {
    /// The cache is written when the program has ended, which takes it several times its start.
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    public boolean isMissing() {
        return !Files.exists(file);
    }

    /// JVM options for the run that writes it. By the better compiler it would hold profiles, on
    /// which that one sets to work at once: a start then takes a quarter longer.
    public List<String> writing() throws IOException {
        Files.deleteIfExists(unfinished());
        return List.of(Jvm.QUICK_START, "-XX:AOTCacheOutput=" + unfinished());
    }

    /// Makes it by a run that comes up until it is ready, and is stopped. If that fails, each start
    /// takes longer, which is all.
    ///
    /// @param launch with the options of [#writing]
    public void make(Launch launch) throws IOException, InterruptedException {
        Process process = launch.start();
        try {
            launch.awaitReady(process);
            if (launch.stop(process, PATIENCE) && Files.exists(unfinished())) {
                Files.move(unfinished(), file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IllegalStateException e) {
            launch.stop(process, Duration.ZERO);
        } finally {
            process.getOutputStream().close();
        }
    }

    /// JVM options for a run that reads it; where it is missing, for one that starts as soon as it
    /// can without.
    public List<String> reading() {
        return isMissing()
                ? List.of(Jvm.QUICK_START)
                : List.of("-XX:AOTCache=" + file, "-Xlog:aot=off", "-Xlog:cds=off");
    }

    private Path unfinished() {
        return file.resolveSibling(file.getFileName() + ".unfinished");
    }
}
