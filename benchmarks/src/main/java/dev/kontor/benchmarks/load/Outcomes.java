package dev.kontor.benchmarks.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What became of all that was sent. Many threads may tell at once.
public final class Outcomes {
    private final Latencies accepted = new Latencies();
    private final Latencies settled = new Latencies();
    private final LongAdder sent = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final Map<String, LongAdder> others = new ConcurrentHashMap<>();

    void sent() {
        sent.increment();
    }

    /// One went out noticeably later than it was due: the generator, or a full
    /// connection, held it up. Its latency counts from when it was due all the same.
    void late() {
        late.increment();
    }

    /// @param status as the service told it, or why it told none
    void answered(Lane.Told told, String status, long dueNanos, long nowNanos) {
        boolean good =
                switch (told) {
                    case ACCEPTED -> status.equals(Status.RECEIVED);
                    case SETTLED -> status.equals(Status.POSTED);
                };
        if (!good) {
            others.computeIfAbsent(status, _ -> new LongAdder()).increment();
            return;
        }
        latencies(told).record(dueNanos, nowNanos);
    }

    private Latencies latencies(Lane.Told told) {
        return switch (told) {
            case ACCEPTED -> accepted;
            case SETTLED -> settled;
        };
    }

    public Latencies accepted() {
        return accepted;
    }

    public Latencies settled() {
        return settled;
    }

    public long sentCount() {
        return sent.sum();
    }

    public long lateCount() {
        return late.sum();
    }

    /// Transfers that are known to be durable, whether or not their fate was told.
    public long durable() {
        LongAdder undecided = others.get(Status.RECEIVED);
        return accepted.count() + settled.count() + (undecided == null ? 0 : undecided.sum());
    }

    /// Answers that were not what was asked for, by what they said.
    public Map<String, Long> others() {
        Map<String, Long> counts = new TreeMap<>();
        others.forEach((status, count) -> counts.put(status, count.sum()));
        return counts;
    }
}
