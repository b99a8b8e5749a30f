package dev.kontor.faults.bank;

import dev.kontor.events.codec.AccountEvents;
import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.TransferEvents;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.topic.Topic;
import dev.kontor.faults.bank.Violation.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads the event topics themselves: the facts of each transfer and each account are numbered from
/// 1 without a gap, and where one stands twice both are the same.
public final class Numbers {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<TopicPartition, Long> read = new HashMap<>();
    private final Map<String, Long> last = new HashMap<>();
    private final Map<String, Integer> hashes = new HashMap<>();

    /// Reads on from where it ended the last time.
    ///
    /// @param journal is told what is wrong
    public void check(String bootstrapServers, Journal journal) {
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    Stream.of(Topic.TRANSFER_EVENTS, Topic.ACCOUNT_EVENTS)
                            .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                            .map(each -> new TopicPartition(each.topic(), each.partition()))
                            .toList();
            consumer.assign(partitions);
            partitions.forEach(each -> consumer.seek(each, end(read, each)));
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(each -> consumer.position(each) < end(ends, each))) {
                consumer.poll(POLL).forEach(entry -> take(entry, journal));
            }
            read.putAll(ends);
        }
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    private void take(ConsumerRecord<byte[], byte[]> entry, Journal journal) {
        OptionalLong numbered = number(entry, journal);
        if (numbered.isEmpty()) {
            return;
        }
        long number = numbered.getAsLong();
        String key = entry.topic() + " " + new String(entry.key(), StandardCharsets.UTF_8);
        long before = last.getOrDefault(key, 0L);
        if (number > before + 1) {
            journal.violated(Kind.GAP, "%s: %d follows %d".formatted(key, number, before));
        }
        last.merge(key, number, Math::max);
        int hash = Arrays.hashCode(entry.value());
        Integer other = hashes.put(key + " " + number, hash);
        if (other != null && other != hash) {
            journal.violated(Kind.CHANGED, "%s: two facts have number %d".formatted(key, number));
        }
    }

    private static OptionalLong number(ConsumerRecord<byte[], byte[]> entry, Journal journal) {
        try {
            if (entry.topic().equals(Topic.TRANSFER_EVENTS.topicName())) {
                return TransferEvents.decode(entry.key(), entry.value())
                                instanceof TransferEvent.Numbered fact
                        ? OptionalLong.of(fact.number())
                        : OptionalLong.empty();
            }
            return AccountEvents.decode(entry.key(), entry.value())
                            instanceof AccountEvent.Numbered fact
                    ? OptionalLong.of(fact.version())
                    : OptionalLong.empty();
        } catch (UnreadableRecordException | FutureRecordException e) {
            journal.violated(
                    Kind.GAP, "%s offset %d: %s".formatted(entry.topic(), entry.offset(), e));
            return OptionalLong.empty();
        }
    }
}
