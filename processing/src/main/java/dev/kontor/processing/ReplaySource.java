package dev.kontor.processing;

import dev.kontor.events.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// Feeds a shell from partitions that no group gave, up to targets and not a record further.
final class ReplaySource implements SourceControl, AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final String topic;
    private final Consumer<byte[], byte[]> consumer;
    private final Set<TopicPartition> running = new HashSet<>();
    private Map<Integer, Long> targets = Map.of();

    ReplaySource(Topic topic, Collection<Integer> partitions, Consumer<byte[], byte[]> consumer) {
        this.topic = topic.topicName();
        this.consumer = consumer;
        consumer.assign(partitions.stream().map(this::at).toList());
    }

    /// @param next where each partition is to stand in the end; one that is not named stays
    void readTo(Map<Integer, Long> next) {
        targets = next;
        running.forEach(this::readOrRest);
    }

    Map<Integer, List<ConsumerRecord<byte[], byte[]>>> poll() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        Map<Integer, List<ConsumerRecord<byte[], byte[]>>> polled = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> read = records.records(partition);
            long target = target(partition);
            if (read.getLast().offset() >= target) {
                read = read.stream().filter(record -> record.offset() < target).toList();
                consumer.seek(partition, target);
            }
            readOrRest(partition);
            polled.put(partition.partition(), read);
        }
        return polled;
    }

    private void readOrRest(TopicPartition partition) {
        if (consumer.position(partition) < target(partition)) {
            consumer.resume(List.of(partition));
        } else {
            consumer.pause(List.of(partition));
        }
    }

    private long target(TopicPartition partition) {
        return targets.getOrDefault(partition.partition(), 0L);
    }

    @Override
    public void resumeAt(int partition, Position position) {
        TopicPartition it = at(partition);
        consumer.seek(
                it,
                new OffsetAndMetadata(
                        position.next(), Optional.ofNullable(position.leaderEpoch()), ""));
        running.add(it);
        readOrRest(it);
    }

    @Override
    public void pause(int partition, Position position) {
        TopicPartition it = at(partition);
        running.remove(it);
        consumer.pause(List.of(it));
        consumer.seek(it, position.next());
    }

    /// Nobody asks how much is unread: the targets are known.
    @Override
    public void askForEnds(Collection<Integer> partitions) {}

    /// Never said to be nothing, so that no processor takes itself to be through with its log and
    /// begins to send again what is stuck.
    @Override
    public OptionalLong unread(int partition) {
        return OptionalLong.empty();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private TopicPartition at(int partition) {
        return new TopicPartition(topic, partition);
    }
}
