package dev.kontor.request.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.codec.InstructionRecords;
import dev.kontor.events.codec.Rules;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.topic.Partitions;
import dev.kontor.events.topic.TopicSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KafkaLogTest {
    private static final Context NOBODY = new Context(Optional.empty(), Optional.empty());

    private final List<Broker> brokers = new ArrayList<>();
    private boolean failsToConnect;
    private final Fates fates = new Fates(new SimpleMeterRegistry());
    private final Acknowledged acknowledged = new Acknowledged();
    private final KafkaLog log =
            new KafkaLog(this::broker, TopicSettings.LOCAL, fates, acknowledged);

    @Test
    void refusesEverythingUntilItIsOpened() {
        assertThat(append()).isCompletedWithValue(AppendFate.REFUSED);
        assertThat(brokers).isEmpty();
    }

    @Test
    void tellsThatARecordIsDurableOnlyWhenItIsAcknowledged() {
        log.open();
        CompletableFuture<AppendFate> fate = append();

        assertThat(fate).isNotDone();
        brokers.getFirst().completeNext();
        assertThat(fate).isCompletedWithValue(AppendFate.DURABLE);
    }

    @Test
    void writesTheRecordWithItsHeadersWhereItsKeyBelongs() throws Exception {
        log.open();
        TransferRecord.Requested transfer = transfer();
        CompletableFuture<AppendFate> _ =
                log.append(
                        transfer,
                        new Context(
                                Optional.of(new ReplyTo("me", 7)),
                                Optional.of("00-trace-span-01")));

        ProducerRecord<byte[], byte[]> record = brokers.getFirst().history().getFirst();
        assertThat(record.topic()).isEqualTo("transfers");
        assertThat(record.key()).asString().isEqualTo(transfer.key().toString());
        assertThat(record.partition()).isEqualTo(Partitions.of(record.key(), 12));
        assertThat(TransferRecords.decode(record.key(), record.value())).isEqualTo(transfer);
        assertThat(record.headers())
                .extracting(header -> header.key() + "=" + text(header.value()))
                .containsExactly(
                        "writer=request-service", "reply=me/7", "traceparent=00-trace-span-01");
    }

    @Test
    void writesCommandsWhereWhatTheyAreOnBelongs() throws Exception {
        log.open();
        UUID id = new UUID(1, 2);
        var capture =
                new TransferRecord.Commanded(
                        2,
                        transfer().key(),
                        id,
                        new TransferCommand.Capture(5L, false),
                        Instant.EPOCH);
        var freeze =
                new InstructionRecord.AccountCommanded(
                        2,
                        new AccountKey(Tenant.DEFAULT, new AccountId("a")),
                        id,
                        new AccountCommand.Freeze(null),
                        Instant.EPOCH);
        CompletableFuture<AppendFate> _ = log.append(capture, NOBODY);
        CompletableFuture<AppendFate> _ = log.append(freeze, NOBODY);

        ProducerRecord<byte[], byte[]> first = brokers.getFirst().history().getFirst();
        assertThat(first.topic()).isEqualTo("transfers");
        assertThat(first.key()).asString().isEqualTo(capture.key().toString());
        assertThat(TransferRecords.decode(first.key(), first.value())).isEqualTo(capture);
        ProducerRecord<byte[], byte[]> second = brokers.getFirst().history().getLast();
        assertThat(second.topic()).isEqualTo("instructions");
        assertThat(second.key()).asString().isEqualTo("default/a");
        assertThat(InstructionRecords.decode(second.key(), second.value())).isEqualTo(freeze);
    }

    @Test
    void callsRefusedWhatFailsBeforeItIsTaken() {
        log.open();
        for (RuntimeException failure :
                List.of(
                        new TimeoutException("no metadata"),
                        new RecordTooLargeException("too large"))) {
            brokers.getFirst().failsInSend = failure;
            assertThat(append()).isCompletedWithValue(AppendFate.REFUSED);
        }
        assertThat(brokers).hasSize(1);
    }

    @Test
    void callsUnknownWhateverFailsAfterItIsTaken() {
        log.open();
        for (RuntimeException failure :
                List.of(
                        new TimeoutException("no acknowledgement"),
                        new NotEnoughReplicasException("after a retry"),
                        new KafkaException("closed"))) {
            CompletableFuture<AppendFate> fate = append();
            brokers.getFirst().errorNext(failure);
            assertThat(fate).isCompletedWithValue(AppendFate.UNKNOWN);
        }
        assertThat(fates.counts()).containsEntry("unknown", 3L);
    }

    @Test
    void callsUnknownWhatAnotherThreadFailsBeforeSendReturns() {
        log.open();
        brokers.getFirst().failsOnAnotherThread = new TimeoutException("expired at once");

        assertThat(append()).isCompletedWithValue(AppendFate.UNKNOWN);
    }

    @Test
    void replacesAProducerThatHasFailedForGood() {
        log.open();
        brokers.getFirst().sendException = new KafkaException("fatal");

        assertThat(append()).isCompletedWithValue(AppendFate.REFUSED);
        assertThat(brokers.getFirst().closed()).isTrue();
        CompletableFuture<AppendFate> next = append();
        brokers.getLast().completeNext();
        assertThat(next).isCompletedWithValue(AppendFate.DURABLE);
    }

    @Test
    void triesAgainWithTheNextAppendWhenNoNewProducerCanBeMade() {
        log.open();
        brokers.getFirst().sendException = new KafkaException("fatal");
        failsToConnect = true;

        assertThat(append()).isCompletedWithValue(AppendFate.REFUSED);
        assertThat(append()).isCompletedWithValue(AppendFate.REFUSED);
        failsToConnect = false;
        assertThat(append()).isCompletedWithValue(AppendFate.REFUSED);
        CompletableFuture<AppendFate> next = append();
        brokers.getLast().completeNext();
        assertThat(next).isCompletedWithValue(AppendFate.DURABLE);
    }

    @Test
    void admitsOnlyTrialsFromAnUnknownFateToTheNextAcknowledgement() {
        log.open();
        assertThat(log.admits()).isTrue();
        CompletableFuture<AppendFate> _ = append();
        brokers.getFirst().errorNext(new TimeoutException("no acknowledgement"));
        assertThat(log.admits()).isFalse();

        CompletableFuture<AppendFate> _ = append();
        brokers.getFirst().completeNext();
        assertThat(log.admits()).isTrue();
    }

    @Test
    void keepsTheProducerWhenACallerIsInterrupted() {
        log.open();
        brokers.getFirst().sendException = new InterruptException("stopping");

        assertThat(append()).isCompletedWithValue(AppendFate.REFUSED);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(brokers).hasSize(1);
        assertThat(brokers.getFirst().closed()).isFalse();
    }

    @Test
    void noticesThatTheLogHasLostWhatItAcknowledged() {
        log.open();
        CompletableFuture<AppendFate> _ = append();
        CompletableFuture<AppendFate> _ = append();
        brokers.getFirst().completeNext();
        brokers.getFirst().completeNext();
        assertThat(acknowledged.lost()).isEmpty();
        brokers.getFirst().sendException = new KafkaException("fatal");
        CompletableFuture<AppendFate> _ = append();

        CompletableFuture<AppendFate> fate = append(); // by a stand-in that begins at offset 0
        brokers.getLast().completeNext();

        assertThat(fate).isCompletedWithValue(AppendFate.DURABLE);
        assertThat(acknowledged.lost())
                .singleElement(InstanceOfAssertFactories.STRING)
                .matches(
                        "transfers-\\d+: an append was acknowledged at offset 0,"
                                + " after one at offset 1");
    }

    @Test
    void refusesWhatComesAfterItIsClosed() {
        log.open();
        log.close();
        log.open();

        assertThat(append()).isCompletedWithValue(AppendFate.REFUSED);
        assertThat(brokers).hasSize(1);
    }

    private CompletableFuture<AppendFate> append() {
        return log.append(transfer(), NOBODY);
    }

    private Broker broker() {
        if (failsToConnect) {
            throw new KafkaException("no such host");
        }
        Broker broker = new Broker();
        brokers.add(broker);
        return broker;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static TransferRecord.Requested transfer() {
        TransferId id = TransferId.parse("01990000-0000-7000-8000-0000000000aa");
        Money money = new Money(1, Currency.of("EUR"));
        return new TransferRecord.Requested(
                Rules.CURRENT,
                new TransferKey(Tenant.DEFAULT, id),
                new TransferRequest(
                        List.of(
                                new Leg(new AccountId("a"), Direction.DEBIT, money, null),
                                new Leg(new AccountId("b"), Direction.CREDIT, money, null)),
                        Capture.AUTOMATIC,
                        null,
                        null,
                        null,
                        Instant.EPOCH,
                        null,
                        new TreeMap<>()));
    }

    /// Kafka's own stand-in, which also fails as the real producer does: on the caller's thread
    /// before it has taken the record, and on its own after.
    private static final class Broker extends MockProducer<byte[], byte[]> {
        private @Nullable RuntimeException failsInSend;
        private @Nullable RuntimeException failsOnAnotherThread;

        Broker() {
            super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
            RuntimeException inSend = failsInSend;
            if (inSend != null && callback != null) {
                callback.onCompletion(null, inSend);
                return CompletableFuture.failedFuture(inSend);
            }
            RuntimeException elsewhere = failsOnAnotherThread;
            if (elsewhere != null && callback != null) {
                CompletableFuture.runAsync(() -> callback.onCompletion(null, elsewhere)).join();
                return CompletableFuture.failedFuture(elsewhere);
            }
            return super.send(record, callback);
        }
    }
}
