package dev.kontor.processing;

import dev.kontor.http.status.PartitionStatus;
import dev.kontor.http.status.StatusSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Shows what one shell is doing: to `/v1/status`, to health and to metrics.
final class ShellMonitor implements ShellObserver, StatusSource {
    /// A processor that polls takes a turn several times a second; one that is silent has died.
    private static final long SILENT_NANOS = TimeUnit.MINUTES.toNanos(1);

    /// A lag above the limit that has not shrunk for so long is a fault.
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final String topic;
    private final String instance;
    private final long highLag;
    private final LongSupplier nanoTime;
    private final Counter records;
    private final Counter claims;
    private final Counter fences;
    private final Counter deadLetters;
    private final Timer batches;
    private final DistributionSummary batchSizes;
    private volatile List<PartitionState> states = List.of();
    private volatile boolean assigned;
    private volatile boolean stuck;
    private volatile long lastSeenAt;
    private long markedLag;
    private long markedAt;

    ShellMonitor(
            String topic,
            String instance,
            long highLag,
            MeterRegistry meters,
            LongSupplier nanoTime) {
        this.topic = topic;
        this.instance = instance;
        this.highLag = highLag;
        this.nanoTime = nanoTime;
        this.lastSeenAt = nanoTime.getAsLong();
        Tags tags = Tags.of("topic", topic);
        this.records = meters.counter("kontor.processing.records", tags);
        this.claims = meters.counter("kontor.processing.claims", tags);
        this.fences = meters.counter("kontor.processing.fenced", tags);
        this.deadLetters = meters.counter("kontor.dead.letters", tags);
        this.batches = meters.timer("kontor.processing.batch", tags);
        this.batchSizes = meters.summary("kontor.processing.batch.records", tags);
        meters.gauge("kontor.processing.lag", tags, this, ShellMonitor::lag);
        meters.gauge("kontor.processing.halted", tags, this, ShellMonitor::haltedCount);
    }

    @Override
    public void seen(List<PartitionState> now) {
        lastSeenAt = nanoTime.getAsLong();
        states = List.copyOf(now);
        assigned = true;
        watch(lag());
    }

    /// A high lag is compared with what it was when it last shrank, or, where it has not for too
    /// long, when that was found.
    private void watch(long lag) {
        boolean shrinks = lag < markedLag || lag <= highLag;
        boolean becomesHigh = markedLag <= highLag;
        boolean tooLong = lastSeenAt - markedAt > STUCK_NANOS;
        if (shrinks || becomesHigh || tooLong) {
            stuck = !shrinks && !becomesHigh;
            markedLag = lag;
            markedAt = lastSeenAt;
        }
    }

    @Override
    public void applied(int count, long nanos) {
        records.increment(count);
        batches.record(nanos, TimeUnit.NANOSECONDS);
        batchSizes.record(count);
    }

    @Override
    public void dead(int count) {
        deadLetters.increment(count);
    }

    @Override
    public void claimed(int partition) {
        claims.increment();
    }

    @Override
    public void fenced(int partition) {
        fences.increment();
    }

    @Override
    public List<PartitionStatus> partitions() {
        return states.stream()
                .map(state ->
                        new PartitionStatus(
                                topic,
                                state.partition(),
                                state.position(),
                                state.position() + state.unread().orElse(0),
                                lag(state),
                                state.running() ? instance : null,
                                state.halted() != null,
                                state.halted()))
                .toList();
    }

    /// @return why this shell does not do its work, if it does not
    Optional<String> notReady() {
        if (nanoTime.getAsLong() - lastSeenAt > SILENT_NANOS) {
            return Optional.of(topic + ": the processor has taken no turn for a minute");
        }
        if (!assigned) {
            return Optional.of(topic + ": the group has assigned nothing yet");
        }
        if (states.stream().anyMatch(state -> !state.running() && state.halted() == null)) {
            return Optional.of(topic + ": partitions are still to be claimed");
        }
        if (stuck) {
            return Optional.of(topic + ": a lag of " + lag() + " does not shrink");
        }
        return Optional.empty();
    }

    /// @return where and why partitions halted
    List<String> halted() {
        return states.stream()
                .filter(state -> state.halted() != null)
                .map(state -> "%s-%d at %s".formatted(topic, state.partition(), state.halted()))
                .toList();
    }

    /// What a halted partition leaves unread is that alarm's matter and makes nobody unready.
    private long lag() {
        return states.stream()
                .filter(state -> state.halted() == null)
                .mapToLong(ShellMonitor::lag)
                .sum();
    }

    private static long lag(PartitionState state) {
        return Math.max(0, state.unread().orElse(0));
    }

    private int haltedCount() {
        return halted().size();
    }
}
