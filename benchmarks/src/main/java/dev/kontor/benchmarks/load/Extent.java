package dev.kontor.benchmarks.load;

import java.time.Duration;

/// When it is enough.
///
/// @param time after which nothing more is sent
/// @param transfers that each lane sends at most
public record Extent(Duration time, long transfers) {

    public static Extent of(Duration time) {
        return new Extent(time, Long.MAX_VALUE);
    }

    boolean isOver(long begunNanos, long nowNanos, long sent) {
        return sent >= transfers || nowNanos - begunNanos >= time.toNanos();
    }
}
