package dev.kontor.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/// Many seeds at once: simulations know nothing of one another.
final class Seeds implements AutoCloseable {
    /// How far ahead of the slowest seed others may be, for each thread: enough that none waits.
    private static final int AHEAD = 16;

    private final ExecutorService executor;
    private final int threads;

    Seeds(int threads) {
        this.executor = Executors.newFixedThreadPool(threads);
        this.threads = threads;
    }

    /// What came of one seed.
    sealed interface Outcome {
        record Held(Tally tally) implements Outcome {}

        /// Running it alone fails the same.
        record Failed(long seed, String what) implements Outcome {}
    }

    /// Runs the seeds from `from` to `to`, both included.
    ///
    /// @param goOn told of each seed, in their order; whether to go on
    void run(long from, long to, Predicate<Outcome> goOn) {
        Deque<Future<Outcome>> running = new ArrayDeque<>();
        long next = from;
        boolean on = true;
        while (on && (next <= to || !running.isEmpty())) {
            while (next <= to && running.size() < threads * AHEAD) {
                long seed = next++;
                running.add(executor.submit(() -> run(seed)));
            }
            on = goOn.test(await(running.remove()));
        }
    }

    private static Outcome await(Future<Outcome> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionError("failures are values", e);
        }
    }

    private static Outcome run(long seed) {
        try {
            return new Outcome.Held(Simulation.run(seed));
        } catch (RuntimeException | Error e) {
            return new Outcome.Failed(seed, said(e));
        }
    }

    private static String said(Throwable e) {
        if (e instanceof Broken) {
            return String.valueOf(e.getMessage());
        }
        StringBuilder text = new StringBuilder(e.toString());
        for (StackTraceElement element : e.getStackTrace()) {
            text.append(System.lineSeparator()).append("    at ").append(element);
        }
        return text.toString();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
