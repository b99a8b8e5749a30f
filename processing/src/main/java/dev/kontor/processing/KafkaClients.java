package dev.kontor.processing;

import dev.kontor.events.topic.ClientSettings;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/// The Kafka clients of a processor: [ClientSettings], and what processing needs besides. Where the
/// brokers are and how to log in comes from `spring.kafka`.
final class KafkaClients {
    /// Failover begins when a dead owner's session ends.
    private static final int SESSION_MILLIS = 6_000;

    private final KafkaProperties properties;
    private final int maxPollRecords;

    KafkaClients(KafkaProperties properties, int maxPollRecords) {
        this.properties = properties;
        this.maxPollRecords = maxPollRecords;
    }

    Admin admin() {
        return Admin.create(properties.buildAdminProperties());
    }

    ConsumerFactory<byte[], byte[]> groupConsumers() {
        return new DefaultKafkaConsumerFactory<>(consumerSettings());
    }

    /// A consumer of its own, outside of any group, for one record of each partition.
    Consumer<byte[], byte[]> reader() {
        Map<String, Object> settings = settingsOutsideOfGroups();
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 65_536);
        return new KafkaConsumer<>(settings);
    }

    /// A consumer of its own, outside of any group, for whole partitions.
    Consumer<byte[], byte[]> replayer() {
        return new KafkaConsumer<>(settingsOutsideOfGroups());
    }

    private Map<String, Object> settingsOutsideOfGroups() {
        Map<String, Object> settings = consumerSettings();
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return settings;
    }

    private Map<String, Object> consumerSettings() {
        Map<String, Object> settings =
                ClientSettings.consumer(properties.buildConsumerProperties());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / 4);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }

    Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(producerSettings());
    }

    /// For what an operator waits for: an answer takes ten seconds at most.
    Producer<byte[], byte[]> impatientProducer() {
        Map<String, Object> settings = producerSettings();
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4_000);
        return new KafkaProducer<>(settings);
    }

    private Map<String, Object> producerSettings() {
        Map<String, Object> settings =
                ClientSettings.producer(properties.buildProducerProperties());
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
        // Bounds what is under way; a full buffer makes the shell wait, and so the source.
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 33_554_432L);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 60_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 60_000);
        // A dead letter carries a whole record.
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2_097_152);
        return settings;
    }
}
