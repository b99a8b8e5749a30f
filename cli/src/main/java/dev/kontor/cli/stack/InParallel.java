package dev.kontor.cli.stack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A few things done at the same time, or so many of them.
final class InParallel {

    /// Does several tasks, `width` at a time. Waits for all, and then fails as the first one that
    /// did.
    static void run(int width, List<? extends Callable<?>> tasks)
            throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(width)) {
            List<Future<?>> results = new ArrayList<>();
            tasks.forEach(task -> results.add(threads.submit(task)));
            for (Future<?> result : results) {
                result.get();
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private InParallel() {}
}
