package dev.kontor.cli.stack;

import dev.kontor.local.Launch;
import java.time.Duration;

/// Asks less often than it is asked: four services that start on two cores have better things to do
/// than to say that they do not yet.
final class PacedReadiness implements Launch.Readiness {

    private static final long INTERVAL_NANOS = Duration.ofMillis(250).toNanos();

    private final Launch.Readiness asked;
    private long lastAsked = System.nanoTime() - INTERVAL_NANOS;

    PacedReadiness(Launch.Readiness asked) {
        this.asked = asked;
    }

    @Override
    public boolean isReady() {
        long now = System.nanoTime();
        if (now - lastAsked < INTERVAL_NANOS) {
            return false;
        }
        lastAsked = now;
        return asked.isReady();
    }
}
