package dev.kontor.benchmarks.report;

import dev.kontor.benchmarks.load.Latencies;

/// Latencies in milliseconds.
///
/// @param count how many were measured; with 0 the others mean nothing
public record Percentiles(long count, double p50, double p99, double p999) {
    public static final Percentiles NONE = new Percentiles(0, 0, 0, 0);

    public static Percentiles of(Latencies latencies) {
        return latencies.count() == 0
                ? NONE
                : new Percentiles(
                        latencies.count(),
                        latencies.percentile(50),
                        latencies.percentile(99),
                        latencies.percentile(99.9));
    }

    @Override
    public String toString() {
        return count == 0 ? "–" : "%.1f / %.1f / %.1f".formatted(p50, p99, p999);
    }
}
