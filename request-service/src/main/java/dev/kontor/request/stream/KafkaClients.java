package dev.kontor.request.stream;

import dev.kontor.events.topic.ClientSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/// The clients of Kafka: [ClientSettings], and what bounds the time of a request.
final class KafkaClients {
    private final KafkaProperties properties;
    private final String instance;

    KafkaClients(KafkaProperties properties, String instance) {
        this.properties = properties;
        this.instance = instance;
    }

    Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(producerConfig());
    }

    /// Two seconds until the record is taken, and six, which are two attempts, until it is
    /// acknowledged: with those every request is answered within ten, however busy the machine.
    Map<String, Object> producerConfig() {
        Map<String, Object> config = ClientSettings.producer(properties.buildProducerProperties());
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "request-service-" + instance);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 6_000);
        config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        // Records that wait for an acknowledgement; beyond it they are refused after two seconds.
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 32L * 1024 * 1024);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        return config;
    }

    Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(consumerConfig());
    }

    Map<String, Object> consumerConfig() {
        Map<String, Object> config = ClientSettings.consumer(properties.buildConsumerProperties());
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "request-service-" + instance);
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return config;
    }

    Admin admin() {
        Map<String, Object> config = new HashMap<>(properties.buildAdminProperties());
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, "request-service-" + instance);
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return Admin.create(config);
    }
}
