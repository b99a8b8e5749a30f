package dev.kontor.cli.stack;

import dev.kontor.local.Launch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Whether a service has come up as far as it can: it is ready, or it has been up for a while and
/// is still behind its log, or halted, which may last.
final class ReadyOrBusy implements Launch.Readiness {

    private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final BooleanSupplier ready;
    private final BooleanSupplier up;
    private final LongSupplier nanoTime;
    private @Nullable Long upSince;

    ReadyOrBusy(int port) {
        this(() -> Readiness.isReady(port), () -> Readiness.isUp(port), System::nanoTime);
    }

    ReadyOrBusy(BooleanSupplier ready, BooleanSupplier up, LongSupplier nanoTime) {
        this.ready = ready;
        this.up = up;
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean isReady() {
        if (ready.getAsBoolean()) {
            return true;
        }
        if (!up.getAsBoolean()) {
            upSince = null;
            return false;
        }
        long now = nanoTime.getAsLong();
        if (upSince == null) {
            upSince = now;
        }
        return now - upSince >= BUSY_NANOS;
    }
}
