package dev.kontor.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Many seeds at once: simulations know nothing of one another.
final class Seeds implements AutoCloseable {
    private final ExecutorService threads;

    Seeds(int threads) {
        this.threads = Executors.newFixedThreadPool(threads);
    }

    /// A seed that failed. Running it alone fails the same.
    record Failure(long seed, String what) {}

    /// What came of some seeds.
    ///
    /// @param tallies one for each seed that did not fail
    record Result(List<Tally> tallies, List<Failure> failures) {}

    /// Runs the seeds from `from` to `to`, both included.
    Result run(long from, long to) {
        List<Future<Object>> running = new ArrayList<>();
        for (long seed = from; seed <= to; seed++) {
            long one = seed;
            running.add(threads.submit(() -> run(one)));
        }
        List<Tally> tallies = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (Future<Object> each : running) {
            try {
                switch (each.get()) {
                    case Tally tally -> tallies.add(tally);
                    case Failure failure -> failures.add(failure);
                    case Object other -> throw new AssertionError(other);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException e) {
                throw new AssertionError("failures are values", e);
            }
        }
        return new Result(tallies, failures);
    }

    /// @return a [Tally] or a [Failure]
    private static Object run(long seed) {
        try {
            return Simulation.run(seed);
        } catch (RuntimeException | Error e) {
            return new Failure(
                    seed, e instanceof Broken ? String.valueOf(e.getMessage()) : trace(e));
        }
    }

    private static String trace(Throwable e) {
        StringBuilder text = new StringBuilder(e.toString());
        for (StackTraceElement element : e.getStackTrace()) {
            text.append(System.lineSeparator()).append("    at ").append(element);
        }
        return text.toString();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
