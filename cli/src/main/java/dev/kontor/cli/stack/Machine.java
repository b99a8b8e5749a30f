package dev.kontor.cli.stack;

import dev.kontor.cli.console.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether this machine has what Kontor needs, and what to say where it has not.
final class Machine {

    /// Unpacked programs, the first segments of Kafka and PostgreSQL, and room to begin with.
    private static final long MIN_FREE_BYTES = 1024L * 1024 * 1024;

    /// @throws Failure with what to do
    static void requireUsable(Home home) throws IOException {
        Path logs = home.supervisorLog().getParent();
        Files.createDirectories(logs);
        Path probe = Files.createTempFile(home.folder(), "probe", "");
        Files.delete(probe);
        long free = Files.getFileStore(home.folder()).getUsableSpace();
        if (free < MIN_FREE_BYTES) {
            throw new Failure(
                    """
                    The disk that holds %s has %d MB left; Kontor needs %d MB. Make room, or name \
                    another folder with --data.\
                    """
                            .formatted(home.folder(), free >> 20, MIN_FREE_BYTES >> 20));
        }
    }

    /// What an error about files means for whoever has to mend it.
    static String explain(Home home, IOException e) {
        String folder = home.folder().toString();
        if (e instanceof AccessDeniedException) {
            return "Kontor may not write to "
                    + folder
                    + ". Give this user the folder, or name another one with --data.";
        }
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return "Kontor cannot keep its data in "
                + folder
                + " ("
                + (reason == null ? e : reason)
                + "). Make room or mend the disk, or name another folder with --data.";
    }

    private Machine() {}
}
