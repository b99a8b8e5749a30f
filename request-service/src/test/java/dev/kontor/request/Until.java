package dev.kontor.request;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for a condition.
public final class Until {
    private static final Duration INTERVAL = Duration.ofMillis(5);

    private Until() {}

    /// @throws AssertionError if it does not hold in that time
    public static void holds(BooleanSupplier condition, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come true in " + time);
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }
}
