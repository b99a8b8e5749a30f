package dev.kontor.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Programs that run to their end.
final class Programs {

    /// Runs a program, its output going to a file.
    ///
    /// @throws IllegalStateException with what it said, if it ends with another status than 0
    static void run(List<String> command, Path output) throws IOException, InterruptedException {
        int status =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start()
                        .waitFor();
        if (status != 0) {
            throw new IllegalStateException(
                    "%s ended with status %d: %s"
                            .formatted(command, status, Files.readString(output).strip()));
        }
    }

    private Programs() {}
}
