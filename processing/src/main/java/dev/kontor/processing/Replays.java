package dev.kontor.processing;

import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.TopicSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/// Makes [Replay]s of the logs in Kafka into the schema that `dataSource` leads to.
public final class Replays {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final TopicSettings topics;
    private final DataSource dataSource;

    public Replays(
            KafkaProperties kafka,
            ProcessingProperties properties,
            TopicSettings topics,
            DataSource dataSource) {
        this.clients = new KafkaClients(kafka, properties.maxPollRecords());
        this.topics = topics;
        this.dataSource = dataSource;
    }

    public int partitions(Topic topic) {
        return topics.partitions(topic);
    }

    /// @return the offset that the next record of each partition will get
    /// @throws ReplayException if Kafka does not say
    public Map<Integer, Long> ends(Topic topic) {
        List<TopicPartition> all = new ArrayList<>();
        for (int i = 0; i < partitions(topic); i++) {
            all.add(new TopicPartition(topic.topicName(), i));
        }
        try (Consumer<byte[], byte[]> consumer = clients.reader()) {
            consumer.assign(all);
            Map<Integer, Long> ends = new HashMap<>();
            consumer.endOffsets(all, PATIENCE)
                    .forEach((partition, end) -> ends.put(partition.partition(), end));
            return ends;
        } catch (KafkaException e) {
            throw new ReplayException(
                    "Kafka does not tell how far the log reaches: " + e.getMessage(), e);
        }
    }

    /// @param processor not used by any other
    /// @param partitions those to apply
    public <R> Replay<R> of(Processor<R> processor, List<Integer> partitions) {
        Topic source = processor.source();
        return new Replay<>(
                processor,
                topics.partitions(source),
                partitions,
                JdbcStateStore.withoutOutbox(dataSource, source),
                new KafkaLogCheck(clients::reader, source),
                clients.replayer());
    }
}
