package dev.kontor.processing;

import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.TopicSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One instance of a toy service: a shell on what instances share, with a clock that stands still.
final class ShellInstance {
    final InMemoryLog.Reader source;
    final Map<Integer, String> faults = new HashMap<>();
    final List<String> calls = new ArrayList<>();
    final Shell<ToyProcessor.Toy> shell;
    private final KafkaPublisher publisher;
    private final int partitions;
    private Map<Integer, PartitionState> states = Map.of();
    private long nanos = 1;
    int deadLetters;
    private @Nullable String tickFault;

    ShellInstance(InMemoryLog log, InMemoryStore store, InMemoryBroker broker, int partitions) {
        this.source = log.new Reader();
        this.partitions = partitions;
        TopicSettings settings = new TopicSettings(partitions, partitions, 1, 1, true);
        this.publisher = new KafkaPublisher(broker::producer, settings, "toy", () -> nanos);
        this.shell =
                new Shell<>(
                        new Counting(),
                        partitions,
                        store,
                        publisher,
                        _ -> Map.copyOf(faults),
                        source,
                        new Observer(),
                        () -> Instant.EPOCH,
                        () -> nanos);
    }

    void assignAll() {
        shell.assigned(IntStream.range(0, partitions).boxed().toList());
    }

    /// A poll, and the turn that follows it.
    void turn() {
        shell.turn(source.poll(100));
    }

    /// Turns until nothing is left to do, over any pause after a failure.
    void settle() {
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(1));
            turn();
        }
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    void faultAtTick(@Nullable String reason) {
        tickFault = reason;
    }

    PartitionState state(int partition) {
        return Objects.requireNonNull(states.get(partition));
    }

    boolean owns(int partition) {
        return states.containsKey(partition);
    }

    private final class Counting extends ToyProcessor {
        Counting() {
            super(Topic.INSTRUCTIONS);
        }

        @Override
        void count(Transaction transaction, int partition, List<Toy> applied) {
            applied.forEach(toy -> InMemoryStore.count(transaction, toy.key()));
        }

        @Override
        public void committed() {
            calls.add("committed");
        }

        @Override
        public void rolledBack() {
            calls.add("rolledBack");
        }

        @Override
        public void forget(int partition) {
            calls.add("forget " + partition);
        }

        @Override
        public Tick tick(int partition, boolean caughtUp, Instant now) {
            calls.add("tick " + partition + (caughtUp ? " caught up" : ""));
            return new Tick(List.of(), tickFault);
        }
    }

    private final class Observer implements ShellObserver {
        @Override
        public void seen(List<PartitionState> now) {
            Map<Integer, PartitionState> seen = new HashMap<>();
            now.forEach(state -> seen.put(state.partition(), state));
            states = seen;
        }

        @Override
        public void applied(int records, long time) {}

        @Override
        public void dead(int records) {
            deadLetters += records;
        }

        @Override
        public void claimed(int partition) {}

        @Override
        public void fenced(int partition) {}
    }
}
