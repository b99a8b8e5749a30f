package dev.kontor.cli.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Keeps log files small. Writers append, so one that was copied away can be emptied under them.
final class LogLimit {

    static final long MAX_BYTES = 32L * 1024 * 1024;

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    /// Looks after the logs of all parts, and the supervisor's own, as long as this process lives.
    static void watch(Home home) {
        List<Path> logs = new ArrayList<>(List.of(home.supervisorLog()));
        for (Part part : Part.values()) {
            logs.add(home.log(part));
        }
        Thread.ofVirtual()
                .name("logs")
                .start(() -> {
                    while (pause()) {
                        logs.forEach(log -> limit(log, MAX_BYTES));
                    }
                });
    }

    /// Moves what is in a file that is too large to one beside it, over what was there.
    static void limit(Path log, long maxBytes) {
        try {
            if (Files.exists(log) && Files.size(log) > maxBytes) {
                Path old = log.resolveSibling(log.getFileName() + ".1");
                Files.copy(log, old, StandardCopyOption.REPLACE_EXISTING);
                FileChannel.open(log, StandardOpenOption.WRITE).truncate(0).close();
            }
        } catch (IOException e) {
            SupervisorLog.say("cannot limit " + log + ": " + e);
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(INTERVAL);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private LogLimit() {}
}
