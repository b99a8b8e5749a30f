package dev.kontor.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process to run, and how to tell that it is ready.
///
/// A process started by a launch never outlives the one that started it, even if that one is
/// killed: it then gets its [StopSignal].
///
/// @param name what the process is called in messages
/// @param command the program and its arguments
/// @param environment variables set besides those inherited
/// @param logFile where all output goes, appended
/// @param readiness whether the process does its work yet
/// @param maxWait how long it may take to be ready before it counts as failed
/// @param stopSignal what makes it stop in order
public record Launch(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path logFile,
        Readiness readiness,
        Duration maxWait,
        StopSignal stopSignal) {

    /// Whether a started process does its work. Asked again and again: quick, and without effects
    /// that would hurt when repeated. An exception means that waiting on is of no use.
    @FunctionalInterface
    public interface Readiness {
        boolean isReady();
    }

    /// The signals that stop a process in order; PostgreSQL waits for its clients on the first, and
    /// sends them away on the second.
    public enum StopSignal {
        TERM,
        INT
    }

    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    /// Becomes the program, after leaving behind a process that waits for the end of standard
    /// input: that pipe ends when the parent does, however it dies. The program gets a session of
    /// its own, so that an interrupt typed at the terminal reaches the parent alone.
    private static final String TIED_TO_PARENT =
            """
            signal=$1; shift; self=$$; exec 3<&0 </dev/null
            ( { trap '' HUP INT TERM; cat; kill -s "$signal" "$self"; } <&3 >/dev/null 2>&1 & )
            if command -v setsid >/dev/null; then set -- setsid "$@"; fi
            exec "$@" 3<&-
            """;

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /// Starts the process; its id is that of the program itself.
    public Process start() throws IOException {
        Files.createDirectories(logFile.toAbsolutePath().getParent());
        List<String> tied = new ArrayList<>();
        tied.addAll(List.of("/bin/sh", "-c", TIED_TO_PARENT, name, stopSignal.name()));
        tied.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(tied);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
        return builder.start();
    }

    /// Waits until the process is ready.
    ///
    /// @throws IllegalStateException if it ends before, or takes longer than `maxWait`
    public void awaitReady(Process process) throws InterruptedException {
        Instant deadline = Instant.now().plus(maxWait);
        while (!readiness.isReady()) {
            if (process.waitFor(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "%s ended with status %d before it was ready; its log is %s"
                                .formatted(name, process.exitValue(), logFile));
            }
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(
                        "%s was not ready within %d s; its log is %s"
                                .formatted(name, maxWait.toSeconds(), logFile));
            }
        }
    }

    /// Asks the process to stop, and kills it if it has not ended within `patience`.
    ///
    /// @return whether it stopped by itself
    public boolean stop(Process process, Duration patience) throws InterruptedException {
        return Signals.stop(process.toHandle(), stopSignal, patience);
    }
}
