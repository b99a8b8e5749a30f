package dev.kontor.benchmarks.load;

import dev.kontor.events.codec.InstructionRecords;
import dev.kontor.events.codec.Rules;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.topic.ClientSettings;
import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/// Opens accounts, which is no part of what is measured: their requests are appended to the log as
/// request-service would append them, since one HTTP call for each of a million takes an hour.
public final class Openings {
    /// No transfer of a benchmark is ever refused for want of money, and each is checked for it.
    private static final OverdraftLimit LIMIT = OverdraftLimit.of(1_000_000_000_000L);

    private static final byte[] WRITER =
            Writer.REQUEST_SERVICE.text().getBytes(StandardCharsets.UTF_8);

    private Openings() {}

    /// Asks for the accounts of some numbers to be opened; some that are there do no harm.
    ///
    /// @param bootstrapServers of Kafka
    /// @param to not included
    /// @throws IOException if the log did not take one
    public static void open(String bootstrapServers, int from, int to) throws IOException {
        Map<String, Object> settings =
                ClientSettings.producer(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        AtomicReference<Exception> trouble = new AtomicReference<>();
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(settings)) {
            for (int number = from; number < to && trouble.get() == null; number++) {
                var _ =
                        producer.send(
                                request(number),
                                (RecordMetadata _, Exception failure) ->
                                        trouble.compareAndSet(null, failure));
            }
            producer.flush();
        }
        if (trouble.get() != null) {
            throw new IOException("an account was not opened", trouble.get());
        }
    }

    private static ProducerRecord<byte[], byte[]> request(int number) {
        AccountKey key =
                new AccountKey(Tenant.DEFAULT, new AccountId(TransferLine.account(number)));
        OpenAccount opening =
                new OpenAccount(
                        Currency.of("EUR"),
                        LIMIT,
                        Collections.emptySortedMap(),
                        Micros.truncate(Instant.now()));
        InstructionRecord record =
                new InstructionRecord.OpeningRequested(Rules.CURRENT, key, opening);
        ProducerRecord<byte[], byte[]> out =
                new ProducerRecord<>(
                        Topic.INSTRUCTIONS.topicName(),
                        key.bytes(),
                        InstructionRecords.encode(record));
        out.headers().add(Headers.WRITER, WRITER);
        return out;
    }
}
