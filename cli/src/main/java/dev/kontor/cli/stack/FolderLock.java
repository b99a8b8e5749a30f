package dev.kontor.cli.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// The right to start and stop what belongs to a folder. One process has it at a time, and loses it
/// when it ends, however it ends.
final class FolderLock {

    /// A process that is about to end keeps its lock a moment longer than its command line.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /// What is done with the right to do it.
    @FunctionalInterface
    interface Action {
        int run() throws IOException, InterruptedException;
    }

    /// @return what the action did; empty if another process has the lock, and keeps it
    static OptionalInt holding(Home home, Action action) throws IOException, InterruptedException {
        try (FileChannel channel =
                FileChannel.open(
                        home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            return isLocked(channel) ? OptionalInt.of(action.run()) : OptionalInt.empty();
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (channel.tryLock() == null) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return true;
    }

    private FolderLock() {}
}
