package dev.kontor.request.stream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the log has fallen silent: an append failed, and none was acknowledged in the time that
/// one may take. A circuit breaker, open as long as the log is silent.
///
/// From then on one request at a time may try, a second after the last one failed at the earliest,
/// until one is acknowledged. All others had better be refused at once, before anything is sent:
/// their clients learn in no time, and for certain, that nothing happened, instead of waiting for
/// an acknowledgement and being told that nobody knows.
final class Silence {
    /// As long as an append may take. One partition without a leader, while others acknowledge, is
    /// no silence.
    private static final int WINDOW_SECONDS = 6;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// By then each trial has ended by itself.
    private static final Duration LONGEST_TRIAL = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Silence.class);

    private final CircuitBreaker breaker;

    /// @param nanoTime not the time of the day, which may be set back
    Silence(LongSupplier nanoTime) {
        this.breaker =
                CircuitBreaker.of(
                        "log",
                        CircuitBreakerConfig.custom()
                                .slidingWindow(WINDOW_SECONDS, 1, SlidingWindowType.TIME_BASED)
                                .failureRateThreshold(100)
                                .waitDurationInOpenState(PAUSE)
                                .permittedNumberOfCallsInHalfOpenState(1)
                                .maxWaitDurationInHalfOpenState(LONGEST_TRIAL)
                                .clock(new SteadyClock(nanoTime))
                                .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> tell(event.getStateTransition().getToState()));
    }

    boolean isSilent() {
        return breaker.getState() != State.CLOSED;
    }

    /// Whether a request may be sent: always, but for the time between two trials.
    boolean admits() {
        return breaker.tryAcquirePermission();
    }

    /// Of any append, whether it asked before or not: bulks do not.
    void ended(AppendFate fate) {
        switch (fate) {
            case DURABLE -> acknowledged();
            // Nothing could be sent for seconds, which is silence as well.
            case REFUSED, UNKNOWN ->
                    breaker.onError(0, TimeUnit.NANOSECONDS, new NotAcknowledged());
        }
    }

    private void acknowledged() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        if (isSilent()) {
            breaker.transitionToClosedState();
        }
    }

    private static void tell(State state) {
        switch (state) {
            case OPEN -> LOG.warn("The log is silent: requests are refused, but for one at a time");
            case CLOSED -> LOG.info("The log acknowledges again: requests are taken in");
            case HALF_OPEN, DISABLED, FORCED_OPEN, METRICS_ONLY -> {}
        }
    }

    /// Says what happened, and not where: that is always here.
    private static final class NotAcknowledged extends Exception {
        private static final long serialVersionUID = 1L;

        NotAcknowledged() {
            super("not acknowledged", null, false, false);
        }
    }

    private static final class SteadyClock extends Clock {
        private final LongSupplier nanoTime;
        private final long begunAt;

        SteadyClock(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            this.begunAt = nanoTime.getAsLong();
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(nanoTime.getAsLong() - begunAt);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
