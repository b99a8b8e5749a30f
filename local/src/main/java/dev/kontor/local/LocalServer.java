package dev.kontor.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A launch and, while it runs, its process.
public final class LocalServer implements Server {

    /// What has to be done before each start.
    @FunctionalInterface
    public interface Preparation {
        Launch prepare() throws IOException, InterruptedException;
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Preparation preparation;
    private @Nullable Launch launch;
    private @Nullable Process process;

    public LocalServer(Preparation preparation) {
        this.preparation = preparation;
    }

    @Override
    public synchronized void kill() {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            Signals.kill(running.toHandle());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        forget(running);
    }

    @Override
    public synchronized void freeze() {
        signal("STOP");
    }

    @Override
    public synchronized void thaw() {
        signal("CONT");
    }

    /// Signals the process and all that it has started.
    private void signal(String name) {
        List<String> command = new ArrayList<>(List.of("kill", "-s", name));
        Stream.concat(Stream.of(process().toHandle()), process().descendants())
                .forEach(each -> command.add(Long.toString(each.pid())));
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IllegalStateException("%s ended with %d".formatted(command, status));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public synchronized void restart() {
        start();
        awaitReady();
    }

    /// Starts the server, after stopping it in order if it runs.
    public synchronized void start() {
        try {
            stop();
            Launch next = preparation.prepare();
            process = next.start();
            launch = next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// Waits until the server does its work.
    ///
    /// @throws IllegalStateException if it ends before, or takes too long
    public synchronized void awaitReady() {
        try {
            Objects.requireNonNull(launch).awaitReady(process());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// Stops the server in order. Nothing happens if it does not run.
    public synchronized void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            Objects.requireNonNull(launch).stop(running, PATIENCE);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        forget(running);
    }

    /// Whether there is a process, be it frozen.
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /// The process, to be looked at.
    public synchronized Process process() {
        if (process == null) {
            throw new IllegalStateException("the server does not run");
        }
        return process;
    }

    /// What waits beside the process for our end has nothing to wait for any more.
    private void forget(Process ended) {
        process = null;
        try {
            ended.getOutputStream().close();
        } catch (IOException e) {
            return; // it is closed
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for a server", e);
    }
}
