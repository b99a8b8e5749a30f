package dev.kontor.cli.stack;

import dev.kontor.cli.console.Failure;
import dev.kontor.cli.stack.PartState.Condition;
import dev.kontor.local.Launch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Keeps one process running: starts it, and starts it again after a pause when it dies.
///
/// Before it was ready for the first time it may die a few times only: then something is wrong that
/// only people can change. Later it is tried for ever, at most once a minute.
final class Keeper {

    /// Is told of everything that happens to the process.
    interface Listener {
        void changed(Part part, PartState state);
    }

    private static final int MAX_FIRST_FAILURES = 3;
    private static final int TAIL_LINES = 15;

    /// A service that waits for Kafka in the middle of its start does not listen to signals, and
    /// has nothing in hand that would be lost.
    private static final Duration PATIENCE_WHILE_STARTING = Duration.ofSeconds(2);

    private final Part part;
    private final LaunchPlan plan;
    private final Listener listener;
    private final Backoff backoff = new Backoff();
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private final Object lock = new Object();
    private @Nullable Process process;
    private @Nullable Launch launch;
    private int starts;

    Keeper(Part part, LaunchPlan plan, Listener listener) {
        this.part = part;
        this.plan = plan;
        this.listener = listener;
        this.thread = Thread.ofPlatform().name(part.partName()).unstarted(this::keep);
    }

    Part part() {
        return part;
    }

    Keeper start() {
        thread.start();
        return this;
    }

    /// @throws Failure if the process does not come up
    void awaitReady() throws InterruptedException {
        try {
            firstReady.get();
        } catch (ExecutionException e) {
            String reason = String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
            throw new Failure(reason, e);
        }
    }

    /// Stops the process for good, in order if it does so in time.
    void stop() throws InterruptedException {
        Process running;
        Launch how;
        boolean wasReady = firstReady.isDone();
        synchronized (lock) {
            stopping.countDown();
            firstReady.completeExceptionally(new Failure("stopped"));
            running = process;
            how = launch;
        }
        if (running != null && how != null && running.isAlive()) {
            how.stop(
                    running,
                    wasReady || !part.isService() ? plan.patience() : PATIENCE_WHILE_STARTING);
        }
        thread.join();
        report(Condition.STOPPED, 0, null);
    }

    private void keep() {
        String trouble = null;
        while (!isStopping()) {
            Instant readySince = null;
            try {
                Process started = start(trouble);
                if (started == null) {
                    return;
                }
                launched().awaitReady(started);
                readySince = Instant.now();
                report(Condition.READY, started.pid(), trouble);
                firstReady.complete(null);
                trouble = "ended with status " + started.waitFor();
            } catch (IOException | IllegalStateException | Failure e) {
                trouble = shortened(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a keeper", e);
            }
            if (!isStopping()) {
                recover(trouble, readySince);
            }
        }
    }

    /// Null if there is to be no more process.
    private @Nullable Process start(@Nullable String trouble)
            throws IOException, InterruptedException {
        Launch next = plan.next();
        synchronized (lock) {
            if (isStopping()) {
                return null;
            }
            Process started = next.start();
            launch = next;
            process = started;
            starts++;
            report(Condition.STARTING, started.pid(), trouble);
            return started;
        }
    }

    private Launch launched() {
        synchronized (lock) {
            if (launch == null) {
                throw new IllegalStateException("nothing was launched");
            }
            return launch;
        }
    }

    private void recover(String trouble, @Nullable Instant readySince) {
        endForGood();
        Duration pause =
                backoff.died(
                        readySince == null
                                ? Duration.ZERO
                                : Duration.between(readySince, Instant.now()));
        if (!firstReady.isDone() && backoff.failures() >= MAX_FIRST_FAILURES) {
            firstReady.completeExceptionally(new Failure(trouble + endOfLog()));
            stopping.countDown();
            return;
        }
        report(Condition.WAITING, 0, trouble + "; next start in " + pause.toSeconds() + " s");
        await(pause);
    }

    /// Where the log is does not have to be said each time.
    private static String shortened(Exception e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        int log = message.indexOf("; its log is ");
        return log < 0 ? message : message.substring(0, log);
    }

    private String endOfLog() {
        synchronized (lock) {
            if (launch == null) {
                return "";
            }
            String tail = String.join("\n  ", LogText.tail(launch.logFile(), TAIL_LINES));
            return "\nThe end of " + launch.logFile() + ":\n  " + tail;
        }
    }

    /// One that was not ready in time still runs.
    private void endForGood() {
        synchronized (lock) {
            try {
                if (process != null && launch != null) {
                    if (process.isAlive()) {
                        launch.stop(process, plan.patience());
                    }
                    process.getOutputStream().close();
                }
            } catch (IOException e) {
                // It has ended, so there is nothing to close.
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a keeper", e);
            }
            process = null;
        }
    }

    private void await(Duration pause) {
        try {
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a keeper", e);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void report(Condition condition, long pid, @Nullable String trouble) {
        int restarts = Math.max(0, starts - 1);
        listener.changed(part, new PartState(condition, pid, Instant.now(), restarts, trouble));
    }
}
