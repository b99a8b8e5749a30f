package dev.kontor.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.codec.InstructionRecords;
import dev.kontor.events.codec.TransferEvents;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Partitions;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.local.TestDatabase;
import dev.kontor.local.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The service as it is started, between a real log and a real database, with the test in the place
/// of its neighbours.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class LedgerProcessorApplicationIT {
    private static final int PARTITIONS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", TestServers.bootstrapServers(), "acks", "all"),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
    private final KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                    Map.of("bootstrap.servers", TestServers.bootstrapServers()),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
    private final List<String> seen = new ArrayList<>();

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        TestDatabase database = TestServers.freshDatabase();
        registry.add("spring.datasource.url", () -> database.jdbcUrl("ledger"));
        registry.add("spring.datasource.username", () -> database.username("ledger"));
        registry.add("spring.datasource.password", () -> database.password("ledger"));
        registry.add("spring.kafka.bootstrap-servers", TestServers::bootstrapServers);
        registry.add("kontor.topics.transfer-partitions", () -> PARTITIONS);
        registry.add("kontor.topics.account-partitions", () -> PARTITIONS);
    }

    @AfterEach
    void close() {
        producer.close();
        consumer.close();
    }

    @Test
    void takesATransferThroughTheLogAndAnswersItsRepeat() throws Exception {
        readFromTheStart(Topic.INSTRUCTIONS, Topic.TRANSFER_EVENTS);
        TransferKey key = Sample.key(1);
        TransferRecord request = Sample.requested(key, Sample.request(Sample.OPEN, null));

        send(Writer.REQUEST_SERVICE, request, "r/1");
        awaitSeen("Received 1", "PROBE bob");
        send(
                Writer.ACCOUNT_SERVICE,
                Sample.answered(key, "bob", 1, Action.PROBE, Sample.found()),
                null);
        awaitSeen("POST_DEBIT alice");
        TransferRecord debited =
                Sample.answered(key, "alice", 0, Action.POST_DEBIT, Sample.posted(5, -1250));
        send(Writer.ACCOUNT_SERVICE, debited, null);
        awaitSeen("POST_CREDIT bob");
        send(
                Writer.ACCOUNT_SERVICE,
                Sample.answered(key, "bob", 1, Action.POST_CREDIT, Sample.posted(9, 1250)),
                null);
        awaitSeen("Posted 2", "Answer POSTED r/1");

        send(Writer.ACCOUNT_SERVICE, debited, null);
        send(Writer.REQUEST_SERVICE, request, "r/2");
        awaitSeen("Answer POSTED r/2");
        assertThat(seen).hasSize(7);
    }

    private void send(Writer writer, TransferRecord record, @Nullable String reply)
            throws ExecutionException, InterruptedException {
        byte[] key = record.key().toString().getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> sent =
                new ProducerRecord<>(
                        Topic.TRANSFERS.topicName(),
                        Partitions.of(key, PARTITIONS),
                        key,
                        TransferRecords.encode(record));
        sent.headers().add(Headers.WRITER, writer.text().getBytes(UTF_8));
        if (reply != null) {
            sent.headers().add(Headers.REPLY, reply.getBytes(UTF_8));
        }
        producer.send(sent).get();
    }

    private void readFromTheStart(Topic... topics) {
        List<TopicPartition> all = new ArrayList<>();
        for (Topic topic : topics) {
            IntStream.range(0, PARTITIONS)
                    .forEach(p -> all.add(new TopicPartition(topic.topicName(), p)));
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    private void awaitSeen(String... lines) throws Exception {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!seen.containsAll(List.of(lines)) && Instant.now().isBefore(deadline)) {
            for (ConsumerRecord<byte[], byte[]> read : consumer.poll(Duration.ofMillis(200))) {
                seen.add(line(read));
            }
        }
        assertThat(seen).contains(lines);
    }

    private static String line(ConsumerRecord<byte[], byte[]> read) throws Exception {
        if (read.topic().equals(Topic.INSTRUCTIONS.topicName())) {
            InstructionRecord.Instructed told =
                    (InstructionRecord.Instructed)
                            InstructionRecords.decode(read.key(), read.value());
            return told.instruction().id().action() + " " + told.key().id();
        }
        return switch (TransferEvents.decode(read.key(), read.value())) {
            case TransferEvent.Answer answer ->
                    "Answer %s %s"
                            .formatted(
                                    answer.transfer().status(), answer.replies().getFirst().to());
            case TransferEvent.CommandAnswer _, TransferEvent.CommandNotFound _ ->
                    throw new IllegalStateException("nobody sent a command");
            case TransferEvent.Numbered event ->
                    event.getClass().getSimpleName() + " " + event.number();
        };
    }
}
