package dev.kontor.processing;

import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/// A source topic in memory.
final class InMemoryLog {
    private final Map<Integer, List<ConsumerRecord<byte[], byte[]>>> partitions = new TreeMap<>();

    /// @param writer null: the record does not say who wrote it
    void append(int partition, byte[] key, byte[] value, @Nullable String writer) {
        RecordHeaders headers = new RecordHeaders();
        if (writer != null) {
            headers.add(Headers.WRITER, writer.getBytes(StandardCharsets.UTF_8));
        }
        List<ConsumerRecord<byte[], byte[]>> records = records(partition);
        records.add(
                new ConsumerRecord<>(
                        Topic.TRANSFERS.topicName(),
                        partition,
                        records.size(),
                        0,
                        TimestampType.CREATE_TIME,
                        key.length,
                        value.length,
                        key,
                        value,
                        headers,
                        Optional.of(1)));
    }

    private List<ConsumerRecord<byte[], byte[]>> records(int partition) {
        return partitions.computeIfAbsent(partition, _ -> new ArrayList<>());
    }

    /// One instance's way to look at the log.
    final class Reader implements SourceControl {
        /// Where it reads next.
        private final Map<Integer, Long> next = new TreeMap<>();

        /// How far the log reaches, as far as it knows: from what it reads, or because it asked.
        private final Map<Integer, Long> ends = new TreeMap<>();

        private final Set<Integer> paused = new TreeSet<>();

        @Override
        public void resumeAt(int partition, Position position) {
            next.put(partition, position.next());
            paused.remove(partition);
        }

        @Override
        public void pause(int partition, Position position) {
            next.put(partition, position.next());
            paused.add(partition);
        }

        boolean isPaused(int partition) {
            return paused.contains(partition);
        }

        @Override
        public void askForEnds(Collection<Integer> partitions) {
            partitions.forEach(this::seeEnd);
        }

        private void seeEnd(int partition) {
            ends.put(partition, (long) records(partition).size());
        }

        @Override
        public OptionalLong unread(int partition) {
            Long end = ends.get(partition);
            return end == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(end - next.getOrDefault(partition, 0L));
        }

        /// Jumps over records, as no log of ours should make anyone do.
        void skip(int partition, int count) {
            next.merge(partition, (long) count, Long::sum);
        }

        /// @param most the most records that come of one partition
        Map<Integer, List<ConsumerRecord<byte[], byte[]>>> poll(int most) {
            Map<Integer, List<ConsumerRecord<byte[], byte[]>>> polled = new TreeMap<>();
            next.replaceAll((partition, from) -> {
                if (isPaused(partition)) {
                    return from;
                }
                seeEnd(partition);
                List<ConsumerRecord<byte[], byte[]>> all = records(partition);
                int to = (int) Math.min(all.size(), from + most);
                if (from < to) {
                    polled.put(partition, List.copyOf(all.subList(from.intValue(), to)));
                }
                return Math.max(to, from);
            });
            return polled;
        }
    }
}
