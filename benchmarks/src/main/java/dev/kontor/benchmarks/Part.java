package dev.kontor.benchmarks;

/// What can be left out of a run.
enum Part {
    /// Bulks at fixed rates, for throughput against latency.
    OPEN_LOOP,
    /// Other shapes and other ids than the usual.
    SHAPES,
    /// Single requests.
    SINGLES,
    /// What grows with history, and many accounts.
    GROWTH,
    /// What one would do without Kontor.
    BASELINES
}
