package dev.kontor.cli.stack;

import dev.kontor.cli.console.Failure;
import dev.kontor.cli.stack.StackState.Phase;
import dev.kontor.local.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Kontor on this machine, as the commands see it: they talk to the supervisor by its state file
/// and by signals.
public final class Stack {

    /// More than all parts together may take to come up, each with its attempts.
    private static final Duration MAX_START = Duration.ofMinutes(15);

    /// More than all parts together get to end in order.
    private static final Duration MAX_STOP = Duration.ofMinutes(5);

    /// For the supervisor to write its first word.
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final Duration PATIENCE_WITH_LEFTOVERS = Duration.ofSeconds(30);

    private final Home home;
    private final Processes processes;

    public Stack(Home home) {
        this.home = home;
        this.processes = new Processes(home);
    }

    /// What the supervisor last wrote.
    public StackState state() {
        return StateFile.read(home);
    }

    /// Whether a supervisor is at work.
    public boolean isUp() {
        return supervisor().isPresent();
    }

    /// Whether the process of a part lives.
    boolean isRunning(PartState part) {
        return processes.find(part.pid()).isPresent();
    }

    /// Starts the supervisor unless one is there, and waits until everything is ready.
    ///
    /// @param changes is told what becomes of the parts meanwhile
    /// @throws Failure if it cannot be started, with what to do
    public StackState up(Installation installation, Consumer<String> changes)
            throws InterruptedException {
        try {
            Machine.requireUsable(home);
            awaitStopped();
            long started = isUp() ? 0 : SupervisorProcess.start(home, installation);
            return awaitReady(started, new Changes(changes));
        } catch (IOException e) {
            throw new Failure(Machine.explain(home, e), e);
        }
    }

    /// Waits until the supervisor ends, for whatever reason.
    ///
    /// @param lines is told what it writes to its log
    public void attend(Consumer<String> lines) throws InterruptedException {
        LogText log = LogText.fromEnd(home.supervisorLog());
        while (isUp()) {
            log.more(lines);
            TimeUnit.MILLISECONDS.sleep(200);
        }
        log.more(lines);
        if (state().phase() != Phase.STOPPED) {
            throw new Failure(
                    "The supervisor was killed. `./kontor up` starts it again; nothing is lost.");
        }
    }

    /// Stops everything, in order if the supervisor is there to do it.
    ///
    /// @return whether there was anything to stop
    public boolean down(Consumer<String> changes) throws InterruptedException {
        Optional<ProcessHandle> supervisor = supervisor();
        supervisor.ifPresent(ProcessHandle::destroy);
        if (supervisor.isPresent()) {
            Changes told = new Changes(changes);
            long deadline = System.nanoTime() + MAX_STOP.toNanos();
            while (Processes.isRunning(supervisor.get()) && System.nanoTime() < deadline) {
                told.look(state());
                TimeUnit.MILLISECONDS.sleep(100);
            }
            told.look(state());
        }
        int leftovers = withoutSupervisor(() -> processes.stopAll(PATIENCE_WITH_LEFTOVERS));
        return supervisor.isPresent() || leftovers > 0;
    }

    /// Deletes the data and all that tells of it, and keeps what only makes the next start fast;
    /// after [#down].
    public void purge() throws InterruptedException {
        withoutSupervisor(() -> {
            for (Path each : home.data()) {
                Folders.delete(each);
            }
            return 0;
        });
    }

    private Optional<ProcessHandle> supervisor() {
        return processes.find(state().supervisor());
    }

    /// One that is about to end is no supervisor to rely on.
    private void awaitStopped() throws InterruptedException {
        long deadline = System.nanoTime() + MAX_STOP.toNanos();
        while (isUp() && isEnding(state().phase())) {
            if (System.nanoTime() > deadline) {
                throw new Failure("Kontor is still stopping. `./kontor down` ends that.");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean isEnding(Phase phase) {
        return phase == Phase.STOPPING || phase == Phase.STOPPED || phase == Phase.FAILED;
    }

    /// @param started the supervisor just started; 0 if another one is at work
    private StackState awaitReady(long started, Changes changes) throws InterruptedException {
        long deadline = System.nanoTime() + MAX_START.toNanos();
        long lastSeen = System.nanoTime();
        while (System.nanoTime() < deadline) {
            boolean isUp = isUp();
            StackState state = state();
            changes.look(state);
            if (isUp && state.phase() == Phase.READY) {
                return state;
            }
            if (state.phase() == Phase.FAILED && (started == 0 || state.supervisor() == started)) {
                throw new Failure("Kontor did not start: " + state.failure());
            }
            if (state.supervisor() == started && isEnding(state.phase())) {
                throw new Failure("Kontor was stopped while it started.");
            }
            boolean isSeen = isUp || processes.find(started).isPresent();
            lastSeen = isSeen ? System.nanoTime() : lastSeen;
            if (System.nanoTime() - lastSeen > GRACE.toNanos()) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        List<String> tail = LogText.tail(home.supervisorLog(), 10);
        throw new Failure(
                "Kontor did not start. The end of %s:\n%s"
                        .formatted(home.supervisorLog(), String.join("\n", tail)));
    }

    /// Does what must not happen under a supervisor's feet.
    private int withoutSupervisor(FolderLock.Action action) throws InterruptedException {
        if (!Files.isDirectory(home.folder())) {
            return 0;
        }
        try {
            return FolderLock.holding(home, action)
                    .orElseThrow(
                            () -> new Failure("Kontor was started again; nothing was done to it."));
        } catch (IOException e) {
            throw new Failure(Machine.explain(home, e), e);
        }
    }

    /// The folder in which everything is kept.
    public Path folder() {
        return home.folder();
    }
}
