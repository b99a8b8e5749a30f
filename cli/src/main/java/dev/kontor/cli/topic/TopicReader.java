package dev.kontor.cli.topic;

import dev.kontor.cli.console.Failure;
import dev.kontor.events.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads a topic as an onlooker: in no group, committing nothing.
public final class TopicReader {

    /// What to read.
    ///
    /// @param partition     one alone; all if empty
    /// @param fromBeginning else only what comes from now on
    /// @param follow        whether to wait for more at the end
    /// @param limit         how many records at most
    public record Selection(
            Topic topic,
            OptionalInt partition,
            boolean fromBeginning,
            boolean follow,
            OptionalLong limit) {}

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int KAFKA_TIMEOUT_MILLIS = 10_000;

    private final String bootstrapServers;

    public TopicReader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /// @param out takes each record as a line, and says whether it can take more
    public void read(Selection selection, Predicate<String> out) {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, selection);
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            if (selection.fromBeginning()) {
                consumer.seekToBeginning(partitions);
            } else {
                ends.forEach(consumer::seek);
            }
            print(consumer, selection, ends, out);
        } catch (TimeoutException e) {
            throw new Failure(
                    "Kafka does not answer at "
                            + bootstrapServers
                            + ". Is Kontor running? `./kontor status` tells.",
                    e);
        } catch (KafkaException e) {
            throw new Failure("Kafka: " + e.getMessage(), e);
        }
    }

    private static void print(
            Consumer<byte[], byte[]> consumer,
            Selection selection,
            Map<TopicPartition, Long> ends,
            Predicate<String> out) {
        TopicLines lines = new TopicLines(selection.topic());
        long left = selection.limit().orElse(Long.MAX_VALUE);
        while (left > 0 && (selection.follow() || !isAtEnd(consumer, ends))) {
            for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
                boolean isLater = entry.offset() >= end(ends, entry);
                if (left == 0 || (isLater && !selection.follow())) {
                    continue;
                }
                left--;
                if (!out.test(lines.line(entry))) {
                    return;
                }
            }
        }
    }

    private static long end(Map<TopicPartition, Long> ends, ConsumerRecord<byte[], byte[]> entry) {
        return Objects.requireNonNull(
                ends.get(new TopicPartition(entry.topic(), entry.partition())));
    }

    private static boolean isAtEnd(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static List<TopicPartition> partitions(
            Consumer<byte[], byte[]> consumer, Selection selection) {
        String name = selection.topic().topicName();
        Collection<PartitionInfo> known = consumer.partitionsFor(name);
        List<TopicPartition> wanted =
                known.stream()
                        .map(info -> new TopicPartition(name, info.partition()))
                        .filter(each -> matches(selection.partition(), each))
                        .toList();
        if (known.isEmpty()) {
            throw new Failure("There is no topic " + name + " yet: the services make it.");
        }
        if (wanted.isEmpty()) {
            throw new Failure(name + " has the partitions 0 to " + (known.size() - 1) + " only.");
        }
        return wanted;
    }

    private static boolean matches(OptionalInt wanted, TopicPartition partition) {
        return wanted.isEmpty() || wanted.getAsInt() == partition.partition();
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        KAFKA_TIMEOUT_MILLIS,
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        KAFKA_TIMEOUT_MILLIS),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
