package dev.kontor.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.codec.InstructionRecords;
import dev.kontor.events.codec.TransferEvents;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Outcome;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Partitions;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.local.TestDatabase;
import dev.kontor.local.TestServers;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private final List<Instruction> told = new ArrayList<>();

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
        assertThat(seen).filteredOn(line -> line.contains(" r/")).hasSize(2);
    }

    @Test
    void capturesAPartOfAnAuthorizationAndLetsTheRestExpireByItself() throws Exception {
        readFromTheStart(Topic.INSTRUCTIONS, Topic.TRANSFER_EVENTS);
        TransferKey key = Sample.key(2);
        Instant now = Micros.truncate(Instant.now());
        Instant expiry = now.plusSeconds(2);
        TransferRequest request =
                new TransferRequest(
                        List.of(Sample.debit("anna", 100), Sample.credit("ben", 100)),
                        Capture.MANUAL,
                        expiry,
                        null,
                        null,
                        now,
                        null,
                        new TreeMap<>());
        TransferCommand half = new TransferCommand.Capture(50L, false);

        send(Writer.REQUEST_SERVICE, Sample.commanded(key, 1, half, now), "c/1");
        send(Writer.REQUEST_SERVICE, Sample.requested(key, request), "c/2");
        awaitSeen("CommandNotFound c/1", "HOLD anna");
        send(
                Writer.ACCOUNT_SERVICE,
                Sample.answered(key, "anna", 0, Action.HOLD, new Result.Held(2, BigInteger.TEN)),
                null);
        awaitSeen("Answer AUTHORIZED c/2");
        send(Writer.REQUEST_SERVICE, Sample.commanded(key, 2, half, now), "c/3");
        awaitSeen("CAPTURE anna", "POST_CREDIT ben");
        for (Instruction told : List.copyOf(told)) {
            if (told.id().kind() == RequestKind.CAPTURE) {
                answer(told, Sample.posted(3, 50));
            }
        }
        awaitSeen("CommandDecided 3", "CommandAnswer DONE c/3", "RELEASE anna");
        assertThat(told.getLast().receivedAt()).isAfterOrEqualTo(expiry);
        answer(told.getLast(), new Result.Released(4, BigInteger.TEN));
        awaitSeen("Expired 4");
    }

    private void answer(Instruction told, Result result) throws Exception {
        Outcome outcome = new Outcome(told.rules(), told.id(), told.receivedAt(), result);
        send(Writer.ACCOUNT_SERVICE, new TransferRecord.Answered(outcome), null);
    }

    private void send(Writer writer, TransferRecord record, @Nullable String reply)
            throws ExecutionException, InterruptedException {
        byte[] key = record.key().bytes();
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

    private String line(ConsumerRecord<byte[], byte[]> read) throws Exception {
        if (read.topic().equals(Topic.INSTRUCTIONS.topicName())) {
            InstructionRecord.Instructed told =
                    (InstructionRecord.Instructed)
                            InstructionRecords.decode(read.key(), read.value());
            this.told.add(told.instruction());
            return told.instruction().id().action() + " " + told.key().id();
        }
        return switch (TransferEvents.decode(read.key(), read.value())) {
            case TransferEvent.Answer answer ->
                    "Answer %s %s"
                            .formatted(
                                    answer.transfer().status(), answer.replies().getFirst().to());
            case TransferEvent.CommandAnswer answer ->
                    "CommandAnswer %s %s"
                            .formatted(answer.command().status(), answer.replies().getFirst().to());
            case TransferEvent.CommandNotFound missing ->
                    "CommandNotFound " + missing.replies().getFirst().to();
            case TransferEvent.Numbered event ->
                    event.getClass().getSimpleName() + " " + event.number();
        };
    }
}
