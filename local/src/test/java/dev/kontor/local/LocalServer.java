package dev.kontor.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A launch and, while it runs, its process.
final class LocalServer implements TestServer {

    /// What has to be done before each start.
    @FunctionalInterface
    interface Preparation {
        Launch prepare() throws IOException, InterruptedException;
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Preparation preparation;
    private @Nullable Process process;

    LocalServer(Preparation preparation) {
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
        process = null;
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
        try {
            Launch launch = preparation.prepare();
            if (process != null) {
                launch.stop(process, PATIENCE);
            }
            process = launch.start();
            launch.awaitReady(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// The process, to be looked at.
    synchronized Process process() {
        if (process == null) {
            throw new IllegalStateException("the server does not run");
        }
        return process;
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for a server", e);
    }
}
