package dev.kontor.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir private Path folder;

    private final String topic = "local-kafka-" + UUID.randomUUID();

    @Test
    void keepsWhatItAcknowledgedWhenItIsKilled() throws Exception {
        createTopic();
        List<String> sent = send("before", 1_000);

        TestServers.kafka().kill();
        TestServers.kafka().restart();

        assertThat(read(sent.size())).isEqualTo(sent);
        sent.addAll(send("after", 10));
        assertThat(read(sent.size())).isEqualTo(sent);
    }

    @Test
    void keepsItsDataWhenItIsRestartedInOrder() throws Exception {
        createTopic();
        List<String> sent = send("before", 10);

        TestServers.kafka().restart();

        assertThat(read(sent.size())).isEqualTo(sent);
    }

    @Test
    void stopsALeftoverOfItsOwnBeforeItStarts() throws Exception {
        LocalKafka kafka = LocalServers.kafka(folder);
        LocalServer leftover =
                new LocalServer(
                        () -> kafka.prepare().launch(Ports.free(), LocalServers.QUICK_START));
        leftover.restart();

        LocalServer server =
                new LocalServer(
                        () -> kafka.prepare().launch(Ports.free(), LocalServers.QUICK_START));
        server.restart();

        assertThat(leftover.process().isAlive()).isFalse();
        assertThat(server.process().isAlive()).isTrue();
        server.kill();
    }

    @Test
    void hasTheSettingsThatMoneyNeeds() throws Exception {
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        try (Admin admin = Admin.create(client())) {
            Config settings =
                    admin.describeConfigs(List.of(broker)).all().get().values().iterator().next();

            assertThat(settings.get("auto.create.topics.enable").value()).isEqualTo("false");
            assertThat(settings.get("unclean.leader.election.enable").value()).isEqualTo("false");
            assertThat(settings.get("log.retention.ms").value()).isEqualTo("-1");
            assertThat(settings.get("group.consumer.session.timeout.ms").value()).isEqualTo("6000");
        }
    }

    private void createTopic() throws Exception {
        NewTopic created =
                new NewTopic(topic, Optional.of(1), Optional.empty())
                        .configs(Map.of("flush.messages", "1"));
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(created)).all().get();
        }
    }

    private List<String> send(String prefix, int count) throws Exception {
        List<String> sent = new ArrayList<>();
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                sent.add(prefix + "-" + i);
                acknowledgements.add(producer.send(new ProducerRecord<>(topic, prefix + "-" + i)));
            }
            for (Future<RecordMetadata> acknowledgement : acknowledgements) {
                acknowledgement.get();
            }
        }
        return sent;
    }

    private List<String> read(int count) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<String> read = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(client(), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (read.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(found -> read.add(found.value()));
            }
        }
        return read;
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", TestServers.bootstrapServers());
    }
}
