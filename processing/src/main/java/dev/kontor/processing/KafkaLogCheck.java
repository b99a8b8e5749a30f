package dev.kontor.processing;

import dev.kontor.events.topic.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Reads the records at the stored positions again.
final class KafkaLogCheck implements LogCheck {
    private static final Duration POLL = Duration.ofMillis(200);

    /// A broker that does not give its records in this time is treated as one that fails.
    private static final int MAX_POLLS = 75;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Topic source;

    KafkaLogCheck(Supplier<Consumer<byte[], byte[]>> consumers, Topic source) {
        this.consumers = consumers;
        this.source = source;
    }

    /// What must stand at one place of the log.
    ///
    /// @param claimed the partitions that must not run if it does not
    /// @param leaderEpoch null: not known
    private record Expected(
            Set<Integer> claimed, long offset, @Nullable Integer leaderEpoch, byte[] hash) {

        /// Several partitions put out to the same one; its last record speaks for those before it.
        Expected and(Expected other) {
            Set<Integer> both = new HashSet<>(claimed);
            both.addAll(other.claimed);
            Expected last = offset > other.offset ? this : other;
            return new Expected(both, last.offset, last.leaderEpoch, last.hash);
        }
    }

    @Override
    public Map<Integer, String> faults(List<Claim> claims) {
        Map<TopicPartition, Expected> expected = new HashMap<>();
        for (Claim claim : claims) {
            addPosition(expected, claim);
            claim.acknowledged().forEach(output -> addOutput(expected, claim.partition(), output));
        }
        if (expected.isEmpty()) {
            return Map.of();
        }
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            return compare(consumer, expected);
        } catch (KafkaException e) {
            throw new StoreException("reading the log at the stored positions", e);
        }
    }

    private void addPosition(Map<TopicPartition, Expected> expected, Claim claim) {
        Position position = claim.position();
        if (position.hash() != null) {
            expected.merge(
                    new TopicPartition(source.topicName(), claim.partition()),
                    new Expected(
                            Set.of(claim.partition()),
                            position.next() - 1,
                            position.leaderEpoch(),
                            position.hash()),
                    Expected::and);
        }
    }

    private static void addOutput(
            Map<TopicPartition, Expected> expected, int claimed, AcknowledgedOutput output) {
        expected.merge(
                new TopicPartition(output.topic().topicName(), output.partition()),
                new Expected(Set.of(claimed), output.offset(), null, output.hash()),
                Expected::and);
    }

    private Map<Integer, String> compare(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Expected> expected) {
        Map<Integer, String> faults = new HashMap<>();
        consumer.assign(expected.keySet());
        Map<TopicPartition, Long> ends = consumer.endOffsets(expected.keySet());
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(expected.keySet());
        Map<TopicPartition, Expected> toRead = new HashMap<>();
        expected.forEach((partition, place) -> {
            long end = Objects.requireNonNull(ends.get(partition));
            long beginning = Objects.requireNonNull(beginnings.get(partition));
            if (end <= place.offset || beginning > place.offset) {
                String fault = gone(partition, place, beginning, end);
                place.claimed.forEach(claimed -> faults.put(claimed, fault));
            } else {
                toRead.put(partition, place);
            }
        });
        read(consumer, toRead)
                .forEach((partition, found) -> {
                    Expected place = Objects.requireNonNull(toRead.get(partition));
                    if (!matches(found, place)) {
                        String fault = other(partition, place);
                        place.claimed.forEach(claimed -> faults.put(claimed, fault));
                    }
                });
        return faults;
    }

    private static Map<TopicPartition, ConsumerRecord<byte[], byte[]>> read(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Expected> places) {
        Map<TopicPartition, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
        consumer.assign(places.keySet());
        places.forEach((partition, place) -> consumer.seek(partition, place.offset));
        for (int poll = 0; poll < MAX_POLLS && found.size() < places.size(); poll++) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (found.putIfAbsent(partition, record) == null) {
                    consumer.pause(List.of(partition));
                }
            }
        }
        if (found.size() < places.size()) {
            throw new KafkaException("the log did not give its records in time");
        }
        return found;
    }

    private static boolean matches(ConsumerRecord<byte[], byte[]> found, Expected place) {
        boolean sameEpoch =
                place.leaderEpoch == null
                        || found.leaderEpoch().map(place.leaderEpoch::equals).orElse(true);
        return found.offset() == place.offset
                && sameEpoch
                && Arrays.equals(Position.hashOf(found), place.hash);
    }

    private String gone(TopicPartition partition, Expected place, long beginning, long end) {
        return isSource(partition)
                ? ("%s holds offsets %d to %d, but the state was built from it up to offset %d:"
                                + " restore the log, or a state that is no newer than the log")
                        .formatted(partition, beginning, end - 1, place.offset)
                : ("%s holds offsets %d to %d, but offset %d was acknowledged to us:"
                                + " restore that log")
                        .formatted(partition, beginning, end - 1, place.offset);
    }

    private String other(TopicPartition partition, Expected place) {
        return isSource(partition)
                ? ("offset %d of %s is not the record that the state was built from:"
                                + " restore the log it was built from, or a state that was built"
                                + " from this log")
                        .formatted(place.offset, partition)
                : "offset %d of %s is not the record that was acknowledged to us: restore that log"
                        .formatted(place.offset, partition);
    }

    private boolean isSource(TopicPartition partition) {
        return partition.topic().equals(source.topicName());
    }
}
