package dev.kontor.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// A server that still serves a data folder, because whoever started it went away too fast.
final class Leftover {

    /// A server's orderly end takes a second or two; one that hangs is recovered from its log.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Stops the server that a file of process ids names, if it still runs. Ids are used again, so
    /// a process is only touched if its command line names the data folder.
    ///
    /// @param pidFile the id is in its first line
    static void stop(Path pidFile, Path folder, Launch.StopSignal signal)
            throws IOException, InterruptedException {
        Optional<ProcessHandle> server =
                read(pidFile).flatMap(ProcessHandle::of).filter(process -> serves(process, folder));
        if (server.isPresent()) {
            Signals.stop(server.get(), signal, PATIENCE);
        }
    }

    /// The process id in the first line of a file.
    static Optional<Long> read(Path pidFile) throws IOException {
        try {
            return Files.readString(pidFile)
                    .lines()
                    .findFirst()
                    .map(String::strip)
                    .map(Long::valueOf);
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static boolean serves(ProcessHandle process, Path folder) {
        return process.info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains(folder.toString()))
                .orElse(false);
    }

    private Leftover() {}
}
