package dev.kontor.processing;

import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.TopicSettings;
import dev.kontor.local.TestServers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// What the service of [RebuildIT] has put out.
final class Published {
    private Published() {}

    static long records() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", TestServers.bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int i = 0; i < TopicSettings.LOCAL.partitions(Topic.INSTRUCTIONS); i++) {
                partitions.add(new TopicPartition(Topic.INSTRUCTIONS.topicName(), i));
            }
            return consumer.endOffsets(partitions).values().stream().mapToLong(n -> n).sum();
        }
    }
}
