package dev.kontor.request.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Counts what became of appends: `kontor.log.appends`, by fate.
final class Fates {
    private final Counter durable;
    private final Counter refused;
    private final Counter unknown;

    Fates(MeterRegistry registry) {
        this.durable = counter(registry, "durable");
        this.refused = counter(registry, "refused");
        this.unknown = counter(registry, "unknown");
    }

    void count(CompletableFuture<AppendFate> fate) {
        var _ = fate.thenAccept(this::count);
    }

    /// How many of each since the start.
    Map<String, Long> counts() {
        return Map.of(
                "durable", (long) durable.count(),
                "refused", (long) refused.count(),
                "unknown", (long) unknown.count());
    }

    private void count(AppendFate fate) {
        switch (fate) {
            case DURABLE -> durable.increment();
            case REFUSED -> refused.increment();
            case UNKNOWN -> unknown.increment();
        }
    }

    private static Counter counter(MeterRegistry registry, String fate) {
        return registry.counter("kontor.log.appends", "fate", fate);
    }
}
