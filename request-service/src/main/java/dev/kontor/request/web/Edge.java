package dev.kontor.request.web;

import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.problem.ProblemException;
import dev.kontor.request.RequestProperties;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;

/// What this instance takes at once and in a second. Who is beyond it is told so at once, and when
/// to come again, instead of waiting with all others for a service that has too much to do.
final class Edge {
    private static final Duration REQUEST_RETRY = Duration.ofSeconds(1);
    private static final Duration BULK_RETRY = Duration.ofSeconds(5);
    private static final Duration RATE_PERIOD = Duration.ofSeconds(1);

    /// How often a bulk that is too fast looks whether it may go on.
    private static final Duration PACE = Duration.ofMillis(10);

    private final Bulkhead requests;
    private final Bulkhead bulks;
    private final Optional<RateLimiter> rate;
    private final MeterRegistry meters;
    private volatile boolean closing;

    Edge(RequestProperties properties, MeterRegistry meters) {
        this.requests = bulkhead("requests", properties.maxRequests(), meters);
        this.bulks = bulkhead("bulks", properties.maxBulks(), meters);
        this.rate =
                properties.maxRate() == 0
                        ? Optional.empty()
                        : Optional.of(limiter(properties.maxRate()));
        this.meters = meters;
    }

    private static Bulkhead bulkhead(String name, int most, MeterRegistry meters) {
        Bulkhead bulkhead =
                Bulkhead.of(
                        name,
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(most)
                                .maxWaitDuration(Duration.ZERO)
                                .writableStackTraceEnabled(false)
                                .build());
        Gauge.builder("kontor.under.way", bulkhead, Edge::underWay)
                .tag("of", name)
                .register(meters);
        return bulkhead;
    }

    private static RateLimiter limiter(int most) {
        return RateLimiter.of(
                "writes",
                RateLimiterConfig.custom()
                        .limitForPeriod(most)
                        .limitRefreshPeriod(RATE_PERIOD)
                        .timeoutDuration(Duration.ZERO)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    private static int underWay(Bulkhead bulkhead) {
        Bulkhead.Metrics metrics = bulkhead.getMetrics();
        return metrics.getMaxAllowedConcurrentCalls() - metrics.getAvailableConcurrentCalls();
    }

    /// Takes a single request; [#leave] is to follow.
    ///
    /// @throws ProblemException (429, 503) if it is one too many
    void enter() {
        if (rate.isPresent() && !rate.get().acquirePermission()) {
            throw refused(ErrorCode.RATE_LIMITED, "More than is taken in a second.", RATE_PERIOD);
        }
        if (!requests.tryAcquirePermission()) {
            throw refused(
                    ErrorCode.SERVICE_UNAVAILABLE, "Too many requests at once.", REQUEST_RETRY);
        }
    }

    void leave() {
        requests.onComplete();
    }

    /// Whether requests had better not stay to wait for their outcome.
    boolean isCrowded() {
        Bulkhead.Metrics metrics = requests.getMetrics();
        return metrics.getAvailableConcurrentCalls() < metrics.getMaxAllowedConcurrentCalls() / 2;
    }

    /// Takes a bulk; [#leaveBulk] is to follow.
    ///
    /// @throws ProblemException (503) if it is one too many
    void enterBulk() {
        if (!bulks.tryAcquirePermission()) {
            throw refused(ErrorCode.SERVICE_UNAVAILABLE, "Too many bulks at once.", BULK_RETRY);
        }
    }

    void leaveBulk() {
        bulks.onComplete();
    }

    /// Waits until one more line of a bulk may be sent.
    void awaitTurn() throws InterruptedException {
        while (rate.isPresent() && !rate.get().acquirePermission()) {
            Thread.sleep(PACE);
        }
    }

    /// From now on no more is read of bulks; what was read is answered.
    void close() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    private ProblemException refused(ErrorCode code, String detail, Duration retryAfter) {
        meters.counter("kontor.refused", "code", code.code()).increment();
        return new ProblemException(Problem.of(code, detail).withRetryAfter(retryAfter));
    }
}
