package dev.kontor.benchmarks.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// Latencies as they were, to three digits, from a microsecond to ten minutes.
///
/// Many threads may record at once.
public final class Latencies {
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;

    private final Histogram micros = new ConcurrentHistogram(1, HIGHEST_MICROS, DIGITS);

    /// @param dueNanos and `nowNanos` by the same clock
    public void record(long dueNanos, long nowNanos) {
        long taken = TimeUnit.NANOSECONDS.toMicros(nowNanos - dueNanos);
        micros.recordValue(Math.clamp(taken, 1, HIGHEST_MICROS));
    }

    public long count() {
        return micros.getTotalCount();
    }

    /// @param percent from 0 to 100
    /// @return milliseconds
    public double percentile(double percent) {
        return micros.getValueAtPercentile(percent) / 1e3;
    }
}
