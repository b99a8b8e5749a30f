package dev.kontor.query.store;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Wakes who waits for a view, after a commit of this instance changed it. What other instances
/// commit wakes nobody here: who waits must look by itself from time to time as well.
///
/// Thread-safe.
public final class Arrivals implements AutoCloseable {
    private final Semaphore places;
    private final Map<Object, Set<Wait>> waiting = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /// @param places how many may wait at the same time: each is a request that is held open
    public Arrivals(int places) {
        this.places = new Semaphore(places);
    }

    /// Begins to wait. What arrives from now on is not missed.
    ///
    /// @param key of an account or a transfer
    /// @return empty if too many wait
    public Optional<Wait> waitFor(Object key) {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        Wait wait = new Wait(key);
        waiting.compute(
                key,
                (_, others) -> {
                    Set<Wait> all = others == null ? ConcurrentHashMap.newKeySet() : others;
                    all.add(wait);
                    return all;
                });
        return Optional.of(wait);
    }

    public void arrived(Collection<?> keys) {
        if (!waiting.isEmpty()) {
            keys.forEach(key -> waiting.getOrDefault(key, Set.of()).forEach(Wait::wake));
        }
    }

    /// Ends all waiting, as the service stops.
    @Override
    public void close() {
        closed = true;
        waiting.values().forEach(waits -> waits.forEach(Wait::wake));
    }

    /// One that waits. Not thread-safe but for being woken.
    public final class Wait implements AutoCloseable {
        private final Object key;
        private final Semaphore woken = new Semaphore(0);

        private Wait(Object key) {
            this.key = key;
        }

        /// Returns when something arrived since the last time, or after `most`.
        public void await(Duration most) throws InterruptedException {
            if (woken.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
                woken.drainPermits();
            }
        }

        /// @return whether to go on waiting makes no sense
        public boolean isOver() {
            return closed;
        }

        @Override
        public void close() {
            waiting.computeIfPresent(
                    key,
                    (_, others) -> {
                        others.remove(this);
                        return others.isEmpty() ? null : others;
                    });
            places.release();
        }

        private void wake() {
            woken.release();
        }
    }
}
