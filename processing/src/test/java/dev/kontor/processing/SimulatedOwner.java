package dev.kontor.processing;

import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// One instance of a service in a simulation: the shell, the publisher and the check of the log as
/// they are, on a log and a database in memory, with a clock that others turn.
public final class SimulatedOwner<R> {
    private final Topic topic;
    private final InMemoryKafka kafka;
    private final Source source = new Source();
    private final Observer observer = new Observer();
    private final Publisher publisher;
    private final Shell<R> shell;
    private final Set<Integer> assigned = new TreeSet<>();

    /// @param chance what may happen to what it sends
    public SimulatedOwner(
            Processor<R> processor,
            Writer writer,
            InMemoryStore store,
            InMemoryKafka kafka,
            Sending chance,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.topic = processor.source();
        this.kafka = kafka;
        this.publisher =
                new KafkaPublisher(
                        () -> kafka.producer(chance.atOnce, chance.outlives),
                        kafka.settings(),
                        writer.text(),
                        nanoTime);
        this.shell =
                new Shell<>(
                        processor,
                        kafka.settings().partitions(topic),
                        store,
                        publisher,
                        new KafkaLogCheck(kafka::reader, topic),
                        source,
                        observer,
                        clock,
                        nanoTime);
    }

    /// @param atOnce asked at each send: whether it is acknowledged at once
    /// @param outlives asked for each send that is under way when its producer is closed: whether
    ///     it may still arrive
    public record Sending(BooleanSupplier atOnce, BooleanSupplier outlives) {}

    public Set<Integer> assigned() {
        return assigned;
    }

    public void assign(Collection<Integer> partitions) {
        assigned.addAll(partitions);
        shell.assigned(partitions);
    }

    public void revoke(Collection<Integer> partitions) {
        assigned.removeAll(partitions);
        shell.revoked(partitions);
        partitions.forEach(source.next::remove);
    }

    /// A poll, and the turn that follows it.
    ///
    /// @param most how many records come of each partition; those that are left out give none
    public void turn(Map<Integer, Integer> most) {
        shell.turn(source.poll(most));
    }

    /// The next poll begins elsewhere: records come again, or are jumped over.
    public void shift(int partition, int by) {
        source.next.computeIfPresent(partition, (_, next) -> Math.max(0, next + by));
    }

    /// The process is gone: nobody hears what its sends come to.
    public void vanish() {
        publisher.restart();
    }

    /// @return where and why partitions halted
    public Map<Integer, String> halted() {
        return observer.halted;
    }

    /// @return whether all it was assigned is claimed, goes on, and is read to its end
    public boolean isIdle() {
        return observer.running.containsAll(assigned)
                && assigned.stream().allMatch(each -> source.unread(each).orElse(1) == 0);
    }

    /// @return how often it was fenced
    public int fenced() {
        return observer.fenced;
    }

    private final class Source implements SourceControl {
        private final Map<Integer, Long> next = new TreeMap<>();

        Map<Integer, List<ConsumerRecord<byte[], byte[]>>> poll(Map<Integer, Integer> most) {
            Map<Integer, List<ConsumerRecord<byte[], byte[]>>> polled = new TreeMap<>();
            most.forEach((partition, count) -> {
                Long from = next.get(partition);
                if (from == null) {
                    return;
                }
                List<ConsumerRecord<byte[], byte[]>> all = kafka.records(topic, partition);
                int to = (int) Math.min(all.size(), from + count);
                if (from < to) {
                    polled.put(partition, List.copyOf(all.subList(from.intValue(), to)));
                    next.put(partition, (long) to);
                }
            });
            return polled;
        }

        @Override
        public void resumeAt(int partition, Position position) {
            next.put(partition, position.next());
        }

        @Override
        public void pause(int partition, Position position) {
            next.remove(partition);
        }

        @Override
        public void askForEnds(Collection<Integer> partitions) {}

        @Override
        public OptionalLong unread(int partition) {
            return Optional.ofNullable(next.get(partition))
                    .map(from -> OptionalLong.of(kafka.records(topic, partition).size() - from))
                    .orElse(OptionalLong.empty());
        }
    }

    private static final class Observer implements ShellObserver {
        private final Map<Integer, String> halted = new HashMap<>();
        private final Set<Integer> running = new TreeSet<>();
        private int fenced;

        @Override
        public void seen(List<PartitionState> states) {
            halted.clear();
            running.clear();
            for (PartitionState state : states) {
                @Nullable String reason = state.halted();
                if (reason != null) {
                    halted.put(state.partition(), reason);
                }
                if (state.running()) {
                    running.add(state.partition());
                }
            }
        }

        @Override
        public void applied(int records, long nanos) {}

        @Override
        public void dead(int records) {}

        @Override
        public void claimed(int partition) {}

        @Override
        public void fenced(int partition) {
            fenced++;
        }
    }
}
