package dev.kontor.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.TopicSettings;
import dev.kontor.events.topic.Topics;
import dev.kontor.local.TestServers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

class KafkaLogCheckIT {
    private static final int FAR = 1_000_000;

    private final byte[] key = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
    private final byte[] hash = Position.hashOf(key, key);
    private final KafkaLogCheck check =
            new KafkaLogCheck(new KafkaClients(kafka(), 500)::reader, Topic.TRANSFERS);

    @BeforeAll
    static void createTopics() {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
            new Topics(admin, TopicSettings.LOCAL).ensure();
        }
    }

    private static KafkaProperties kafka() {
        KafkaProperties properties = new KafkaProperties();
        properties.setBootstrapServers(List.of(TestServers.bootstrapServers()));
        return properties;
    }

    @Test
    void findsNoFaultWithTheLogThatTheStateWasBuiltFrom() throws Exception {
        long at = append(Topic.TRANSFERS, 11);
        long output = append(Topic.INSTRUCTIONS, 11);

        assertThat(
                        check.faults(
                                List.of(
                                        claim(
                                                11,
                                                new Position(at + 1, null, hash),
                                                output(output, hash)),
                                        claim(10, Position.START))))
                .isEmpty();
        assertThat(check.faults(List.of(claim(10, Position.START)))).isEmpty();
        assertThat(check.faults(List.of())).isEmpty();
    }

    @Test
    void findsThatTheLogIsShorterThanTheState() throws Exception {
        long at = append(Topic.TRANSFERS, 11);
        Claim claim = claim(11, new Position(FAR, null, hash));

        assertThat(check.faults(List.of(claim, claim(10, Position.START))))
                .isEqualTo(
                        Map.of(
                                11,
                                ("transfers-11 holds offsets 0 to %d, but the state was built"
                                                + " from it up to offset 999999: restore the log,"
                                                + " or a state"
                                                + " that is no newer than the log")
                                        .formatted(at)));
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1000, true"})
    void findsThatTheLogIsAnother(int epoch, boolean sameHash) throws Exception {
        long at = append(Topic.TRANSFERS, 11);
        Claim claim = claim(11, new Position(at + 1, epoch, sameHash ? hash : new byte[32]));

        assertThat(check.faults(List.of(claim)))
                .isEqualTo(
                        Map.of(
                                11,
                                ("offset %d of transfers-11 is not the record that the state was"
                                                + " built from: restore the log it was built from,"
                                                + " or a state"
                                                + " that was built from this log")
                                        .formatted(at)));
    }

    @Test
    void findsThatAnAcknowledgedOutputIsGone() throws Exception {
        long at = append(Topic.TRANSFERS, 11);
        long output = append(Topic.INSTRUCTIONS, 11);
        Position position = new Position(at + 1, null, hash);

        assertThat(check.faults(List.of(claim(11, position, output(FAR, hash)))))
                .isEqualTo(
                        Map.of(
                                11,
                                ("instructions-11 holds offsets 0 to %d, but offset 1000000 was"
                                                + " acknowledged to us: restore that log")
                                        .formatted(output)));
        assertThat(check.faults(List.of(claim(11, position, output(output, new byte[32])))))
                .isEqualTo(
                        Map.of(
                                11,
                                ("offset %d of instructions-11 is not the record that was"
                                                + " acknowledged"
                                                + " to us: restore that log")
                                        .formatted(output)));
    }

    private long append(Topic topic, int partition) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", TestServers.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            RecordMetadata sent =
                    producer.send(new ProducerRecord<>(topic.topicName(), partition, key, key))
                            .get();
            return sent.offset();
        }
    }

    private static Claim claim(
            int partition, Position position, AcknowledgedOutput... acknowledged) {
        return new Claim(partition, UUID.randomUUID(), position, List.of(acknowledged), null);
    }

    private static AcknowledgedOutput output(long offset, byte[] hash) {
        return new AcknowledgedOutput(Topic.INSTRUCTIONS, 11, offset, hash);
    }
}
