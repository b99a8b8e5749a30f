package dev.kontor.cli.stack;

import dev.kontor.local.Launch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Whether a service has come up as far as it can: it is ready, or it has been up for a while and
/// is still behind its log, or halted, which may last.
final class ReadyOrBusy implements Launch.Readiness {

    private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final int port;
    private @Nullable Long upSince;

    ReadyOrBusy(int port) {
        this.port = port;
    }

    @Override
    public boolean isReady() {
        if (Readiness.isReady(port)) {
            return true;
        }
        if (!Readiness.isUp(port)) {
            upSince = null;
            return false;
        }
        if (upSince == null) {
            upSince = System.nanoTime();
        }
        return System.nanoTime() - upSince >= BUSY_NANOS;
    }
}
