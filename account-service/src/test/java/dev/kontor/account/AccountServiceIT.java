package dev.kontor.account;

import static dev.kontor.account.domain.Samples.NO_OVERDRAFT;
import static dev.kontor.account.domain.Samples.credit;
import static dev.kontor.account.domain.Samples.debit;
import static dev.kontor.account.domain.Samples.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.codec.AccountEvents;
import dev.kontor.events.codec.InstructionRecords;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Partitions;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.TopicSettings;
import dev.kontor.events.topic.Writer;
import dev.kontor.local.TestDatabase;
import dev.kontor.local.TestServers;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The service as it runs: instructions in, outcomes and events out.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class AccountServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REPLY = "request-1/7";

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry properties) {
        TestDatabase database = TestServers.freshDatabase();
        properties.add("spring.kafka.bootstrap-servers", TestServers::bootstrapServers);
        properties.add("spring.datasource.url", () -> database.jdbcUrl("account"));
        properties.add("spring.datasource.username", () -> database.username("account"));
        properties.add("spring.datasource.password", () -> database.password("account"));
    }

    @Test
    void appliesInstructionsFromTheLogAndAnswersToIt() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            send(producer, Writer.REQUEST_SERVICE, open("service-it", NO_OVERDRAFT, 0));
            send(producer, Writer.LEDGER_PROCESSOR, credit("service-it", 100, 1));
            send(producer, Writer.LEDGER_PROCESSOR, debit("service-it", 30, 2));
            send(producer, Writer.LEDGER_PROCESSOR, debit("service-it", 30, 2));
        }

        List<Result> results = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : read(Topic.TRANSFERS, 3)) {
            assertThat(header(record, Headers.WRITER)).isEqualTo(Writer.ACCOUNT_SERVICE.text());
            results.add(outcome(record));
        }
        assertThat(results)
                .containsExactlyInAnyOrder(
                        new Result.Posted(2, BigInteger.valueOf(100)),
                        new Result.Posted(3, BigInteger.valueOf(70)),
                        new Result.Posted(3, BigInteger.valueOf(70)));

        List<AccountEvent> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : read(Topic.ACCOUNT_EVENTS, 4)) {
            events.add(AccountEvents.decode(record.key(), record.value()));
        }
        assertThat(events)
                .hasExactlyElementsOfTypes(
                        AccountEvent.Opened.class,
                        AccountEvent.Answer.class,
                        AccountEvent.EntryPosted.class,
                        AccountEvent.EntryPosted.class);
        assertThat(((AccountEvent.Answer) events.get(1)).replies())
                .containsExactly(ReplyTo.parse(REPLY).as(Standing.FIRST));
        assertThat(read(Topic.ACCOUNTS, 1)).hasSize(1);
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer, Writer writer, InstructionRecord record)
            throws Exception {
        byte[] key = bytes(record.key().toString());
        ProducerRecord<byte[], byte[]> sent =
                new ProducerRecord<>(
                        Topic.INSTRUCTIONS.topicName(),
                        Partitions.of(key, TopicSettings.LOCAL.partitions(Topic.INSTRUCTIONS)),
                        key,
                        InstructionRecords.encode(record));
        sent.headers().add(Headers.WRITER, bytes(writer.text()));
        if (writer == Writer.REQUEST_SERVICE) {
            sent.headers().add(Headers.REPLY, bytes(REPLY));
        }
        producer.send(sent).get();
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(Topic topic, int atLeast) {
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", TestServers.bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic.topicName()).stream()
                            .map(each -> new TopicPartition(each.topic(), each.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (read.size() < atLeast && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    if (isOurs(record)) {
                        read.add(record);
                    }
                }
            }
        }
        assertThat(read).hasSizeGreaterThanOrEqualTo(atLeast);
        return read;
    }

    /// Other tests write to the same topics.
    private static boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.ISO_8859_1).contains("service-it");
    }

    private static Result outcome(ConsumerRecord<byte[], byte[]> record) throws Exception {
        TransferRecord read = TransferRecords.decode(record.key(), record.value());
        return ((TransferRecord.Answered) read).outcome().result();
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.bootstrapServers(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
