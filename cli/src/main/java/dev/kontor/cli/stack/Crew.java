package dev.kontor.cli.stack;

import dev.kontor.cli.console.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/// All that is kept running. What was started last, since it stands on the rest, is stopped first.
final class Crew {

    private final List<Keeper> keepers = new ArrayList<>();
    private boolean stopping;

    /// Starts several at once, and waits for none.
    ///
    /// @throws Failure if all are to stop
    synchronized void start(Keeper... started) {
        if (stopping) {
            throw new Failure("stopped");
        }
        keepers.addAll(List.of(started));
        Arrays.stream(started).forEach(Keeper::start);
    }

    /// @throws Failure if one of those started does not come up, or all are to stop meanwhile
    void awaitReady() throws InterruptedException {
        List<Keeper> all;
        synchronized (this) {
            all = List.copyOf(keepers);
        }
        for (Keeper keeper : all) {
            keeper.awaitReady();
        }
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    /// Stops the services, all at once, then Kafka, then PostgreSQL.
    void stop() throws InterruptedException {
        List<Keeper> all;
        synchronized (this) {
            stopping = true;
            all = List.copyOf(keepers);
        }
        stop(all.stream().filter(keeper -> keeper.part().isService()).toList());
        stop(all.stream().filter(keeper -> keeper.part() == Part.KAFKA).toList());
        stop(all.stream().filter(keeper -> keeper.part() == Part.POSTGRES).toList());
    }

    private static void stop(List<Keeper> group) throws InterruptedException {
        List<Callable<?>> stops = new ArrayList<>();
        for (Keeper keeper : group) {
            stops.add(() -> {
                keeper.stop();
                return true;
            });
        }
        try {
            InParallel.run(group.size() + 1, stops);
        } catch (IOException e) {
            throw new IllegalStateException("stopping reads and writes nothing", e);
        }
    }
}
