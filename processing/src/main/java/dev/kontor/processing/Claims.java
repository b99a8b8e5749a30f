package dev.kontor.processing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Claims partitions and checks them against the log; what fails is tried again after a pause that
/// doubles.
final class Claims {
    private static final long MIN_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long MAX_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private final StateStore store;
    private final LogCheck logCheck;
    private final LongSupplier nanoTime;
    private long pauseNanos = MIN_PAUSE_NANOS;
    private long nextAt;

    Claims(StateStore store, LogCheck logCheck, LongSupplier nanoTime) {
        this.store = store;
        this.logCheck = logCheck;
        this.nanoTime = nanoTime;
        this.nextAt = nanoTime.getAsLong();
    }

    /// A partition that is ours now.
    ///
    /// @param fault why it must not run; null: it may
    record Taken(Ownership ownership, Claim claim, @Nullable String fault) {}

    /// @return all of them, or none if that failed or the pause is not over
    List<Taken> take(List<Ownership> unclaimed) {
        if (unclaimed.isEmpty() || nanoTime.getAsLong() - nextAt < 0) {
            return List.of();
        }
        try {
            List<Claim> claims = new ArrayList<>(unclaimed.size());
            for (Ownership ownership : unclaimed) {
                claims.add(store.claim(ownership.partition()));
            }
            Map<Integer, String> faults = logCheck.faults(claims);
            List<Taken> taken = new ArrayList<>(claims.size());
            for (int i = 0; i < claims.size(); i++) {
                Claim claim = claims.get(i);
                String fault =
                        claim.fault() == null ? faults.get(claim.partition()) : claim.fault();
                taken.add(new Taken(unclaimed.get(i), claim, fault));
            }
            pauseNanos = MIN_PAUSE_NANOS;
            return taken;
        } catch (StoreException e) {
            LOG.warn("cannot claim yet: {}", e.getMessage());
            pause();
            return List.of();
        }
    }

    /// Something failed: waits before the next try, and longer each time until one succeeds.
    void pause() {
        nextAt = nanoTime.getAsLong() + pauseNanos;
        pauseNanos = Math.min(2 * pauseNanos, MAX_PAUSE_NANOS);
    }
}
