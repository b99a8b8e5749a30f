package dev.kontor.events.topic;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// The settings of Kafka clients that the guarantees rest on. They win over what is configured,
/// which says where the brokers are and how to log in.
public final class ClientSettings {
    private ClientSettings() {}

    /// An append counts once all replicas in sync have it, is there once however often the client
    /// sends it, and comes after those sent before it.
    ///
    /// @return a new map, to be added to
    public static Map<String, Object> producer(Map<String, Object> configured) {
        Map<String, Object> settings = new HashMap<>(configured);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // With more, Kafka keeps neither order nor the promise to append once.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        // One record goes out at once; under load batches form while others are on their way.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return settings;
    }

    /// Where to read is for us to say: Kafka neither keeps a position that we did not give nor
    /// makes one up when ours is gone, and nobody's misspelling creates a topic.
    ///
    /// @return a new map, to be added to
    public static Map<String, Object> consumer(Map<String, Object> configured) {
        Map<String, Object> settings = new HashMap<>(configured);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
    }
}
