package dev.kontor.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Ending processes: in order, or at once.
final class Signals {

    private static final Duration END_OF_KILLED = Duration.ofSeconds(10);

    /// Asks a process to stop, and kills it with all its children if it has not ended in time.
    ///
    /// @return whether it stopped by itself
    static boolean stop(ProcessHandle process, Launch.StopSignal signal, Duration patience)
            throws InterruptedException {
        send(process, signal);
        if (ended(process, patience)) {
            return true;
        }
        kill(process);
        return false;
    }

    /// Kills a process and its children as a power cut would: all at once, with no last words.
    static void kill(ProcessHandle process) throws InterruptedException {
        List<ProcessHandle> all = Stream.concat(Stream.of(process), process.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            if (!ended(one, END_OF_KILLED)) {
                throw new IllegalStateException("process " + one.pid() + " cannot be killed");
            }
        }
    }

    private static void send(ProcessHandle process, Launch.StopSignal signal) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("no process could be started to send a signal", e);
        }
    }

    private static boolean ended(ProcessHandle process, Duration patience)
            throws InterruptedException {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return !process.isAlive();
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for process " + process.pid(), e);
        }
    }

    private Signals() {}
}
