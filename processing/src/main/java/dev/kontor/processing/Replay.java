package dev.kontor.processing;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;

/// Applies partitions of a log to a state once more: by the same shell and processor that made the
/// first one, behind the same fence and from the position that is stored with the state, up to
/// where it is told. Nothing is published, and nothing is kept to be published.
///
/// Not thread-safe, but for [#applied].
public final class Replay<R> implements AutoCloseable {
    private final List<Integer> partitions;
    private final ReplaySource source;
    private final Shell<R> shell;
    private final Watch watch = new Watch();
    private boolean isAssigned;

    Replay(
            Processor<R> processor,
            int partitionCount,
            List<Integer> partitions,
            StateStore store,
            LogCheck logCheck,
            Consumer<byte[], byte[]> consumer) {
        this.partitions = List.copyOf(partitions);
        this.source = new ReplaySource(processor.source(), partitions, consumer);
        this.shell =
                new Shell<>(
                        processor,
                        partitionCount,
                        store,
                        new NoPublisher(),
                        logCheck,
                        source,
                        watch,
                        InstantSource.system(),
                        System::nanoTime);
    }

    /// Applies what lies before the targets; a partition that has none stays where it is.
    ///
    /// @param targets the offset at which each partition of the topic is to stand then
    /// @param deadline by [System#nanoTime], beyond which not to go on
    /// @return whether all of it has been applied
    /// @throws ReplayException if it cannot be
    public boolean to(Map<Integer, Long> targets, long deadline) {
        Map<Integer, Long> own = new HashMap<>(targets);
        own.keySet().retainAll(partitions);
        try {
            watch.begin();
            source.readTo(own);
            if (!isAssigned) {
                shell.assigned(partitions);
                isAssigned = true;
            }
            while (!watch.isAt(own)) {
                if (System.nanoTime() - deadline > 0) {
                    return false;
                }
                shell.turn(source.poll());
            }
            return true;
        } catch (KafkaException e) {
            throw new ReplayException("The log cannot be read: " + e.getMessage(), e);
        }
    }

    /// How many records have been applied since this began. Other threads may ask.
    public long applied() {
        return watch.applied.get();
    }

    @Override
    public void close() {
        source.close();
    }

    /// Sees where the partitions stand, and what keeps them from going on.
    private static final class Watch implements ShellObserver {
        /// When nothing has come of anything for so long, nothing will.
        private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

        private final Map<Integer, PartitionState> states = new HashMap<>();
        private boolean isFenced;
        private long lastMovedAt;
        private final AtomicLong applied = new AtomicLong();

        void begin() {
            lastMovedAt = System.nanoTime();
        }

        boolean isAt(Map<Integer, Long> targets) {
            throwIfStopped();
            return targets.entrySet().stream()
                    .allMatch(target -> isAt(target.getKey(), target.getValue()));
        }

        private boolean isAt(int partition, long target) {
            PartitionState state = states.get(partition);
            return state != null && state.running() && state.position() >= target;
        }

        private void throwIfStopped() {
            if (isFenced) {
                throw new ReplayException("Another rebuild goes on where this one was.");
            }
            List<String> halts = new ArrayList<>();
            states.forEach((partition, state) -> {
                if (state.halted() != null) {
                    halts.add("partition %d halts at %s".formatted(partition, state.halted()));
                }
            });
            if (!halts.isEmpty()) {
                throw new ReplayException("It cannot go on: " + String.join("; ", halts));
            }
            if (System.nanoTime() - lastMovedAt > PATIENCE_NANOS) {
                throw new ReplayException(
                        "Nothing could be applied for a minute: is Kafka there, and PostgreSQL?");
            }
        }

        @Override
        public void seen(List<PartitionState> now) {
            now.forEach(state -> states.put(state.partition(), state));
        }

        @Override
        public void applied(int records, long nanos) {
            applied.addAndGet(records);
            lastMovedAt = System.nanoTime();
        }

        @Override
        public void dead(int records) {}

        @Override
        public void claimed(int partition) {
            lastMovedAt = System.nanoTime();
        }

        @Override
        public void fenced(int partition) {
            isFenced = true;
        }
    }
}
