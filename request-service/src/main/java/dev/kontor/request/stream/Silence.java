package dev.kontor.request.stream;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the log has fallen silent: an append was not acknowledged in its time, and no other has
/// been since it was sent.
///
/// From then on one request a second may try, until one is acknowledged. All others had better be
/// refused at once, before anything is sent: their clients learn in no time, and for certain, that
/// nothing happened, instead of waiting for an acknowledgement and being told that nobody knows.
final class Silence {
    private static final long TRIAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final Logger LOG = LoggerFactory.getLogger(Silence.class);

    private final LongSupplier nanoTime;
    private boolean silent;
    private long acknowledgedAt;
    private long nextTrialAt;

    Silence(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.acknowledgedAt = nanoTime.getAsLong();
    }

    long now() {
        return nanoTime.getAsLong();
    }

    synchronized boolean isSilent() {
        return silent;
    }

    /// Whether a request may be sent: always, but for the time between two trials.
    synchronized boolean admits() {
        if (!silent) {
            return true;
        }
        if (now() - nextTrialAt < 0) {
            return false;
        }
        nextTrialAt = now() + TRIAL_NANOS;
        return true;
    }

    /// @param sentAt by [#now]
    synchronized void ended(AppendFate fate, long sentAt) {
        switch (fate) {
            case DURABLE -> acknowledged();
            case UNKNOWN -> missed(sentAt);
            case REFUSED -> {} // nothing was sent, so nothing is known of the log
        }
    }

    private void acknowledged() {
        acknowledgedAt = now();
        if (silent) {
            silent = false;
            LOG.info("The log acknowledges again: requests are taken in");
        }
    }

    private void missed(long sentAt) {
        if (!silent && acknowledgedAt - sentAt < 0) {
            silent = true;
            nextTrialAt = now() + TRIAL_NANOS;
            LOG.warn("The log is silent: requests are refused at once, but for one a second");
        }
    }
}
