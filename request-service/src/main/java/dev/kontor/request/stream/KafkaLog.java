package dev.kontor.request.stream;

import dev.kontor.events.codec.InstructionRecords;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Partitions;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.TopicSettings;
import dev.kontor.events.topic.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log on Kafka, through one producer. Refuses everything until it is opened.
final class KafkaLog implements Log, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaLog.class);

    /// What is still under way when the service stops has that long to be acknowledged.
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(8);

    private static final Header WRITER = header(Headers.WRITER, Writer.REQUEST_SERVICE.text());

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final TopicSettings settings;
    private final Fates fates;
    private final Acknowledged acknowledged;
    private final Silence silence = new Silence(System::nanoTime);
    private volatile @Nullable Producer<byte[], byte[]> producer;
    private boolean closed;

    KafkaLog(
            Supplier<Producer<byte[], byte[]>> producers,
            TopicSettings settings,
            Fates fates,
            Acknowledged acknowledged) {
        this.producers = producers;
        this.settings = settings;
        this.fates = fates;
        this.acknowledged = acknowledged;
    }

    /// To be called when the topics are known to be safe.
    synchronized void open() {
        if (!closed && producer == null) {
            producer = producers.get();
        }
    }

    @Override
    public boolean admits() {
        return silence.admits();
    }

    @Override
    public CompletableFuture<AppendFate> append(TransferRecord request, Context context) {
        byte[] value = TransferRecords.encode(request);
        return append(Topic.TRANSFERS, request.key().bytes(), value, context);
    }

    @Override
    public CompletableFuture<AppendFate> append(InstructionRecord request, Context context) {
        byte[] value = InstructionRecords.encode(request);
        return append(Topic.INSTRUCTIONS, request.key().bytes(), value, context);
    }

    boolean isSilent() {
        return silence.isSilent();
    }

    @Override
    public void close() {
        Producer<byte[], byte[]> last;
        synchronized (this) {
            closed = true;
            last = producer;
            producer = null;
        }
        if (last != null) {
            last.close(CLOSE_TIMEOUT);
        }
    }

    private CompletableFuture<AppendFate> append(
            Topic topic, byte[] key, byte[] value, Context context) {
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            // Not opened yet, or closed: that says nothing of the log.
            CompletableFuture<AppendFate> refused =
                    CompletableFuture.completedFuture(AppendFate.REFUSED);
            fates.count(refused);
            return refused;
        }
        CompletableFuture<AppendFate> fate = send(current, record(topic, key, value, context));
        fates.count(fate);
        var _ = fate.thenAccept(silence::ended);
        return fate;
    }

    private CompletableFuture<AppendFate> send(
            Producer<byte[], byte[]> current, ProducerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        Sending sending = new Sending(partition, acknowledged);
        try {
            // Its fate is told to the callback.
            Future<RecordMetadata> _ = current.send(record, sending);
            sending.returned();
            return sending.fate();
        } catch (InterruptException e) {
            return CompletableFuture.completedFuture(AppendFate.REFUSED);
        } catch (KafkaException | IllegalStateException e) {
            replace(current, e);
            return CompletableFuture.completedFuture(AppendFate.REFUSED);
        }
    }

    /// A producer that throws instead of calling back has failed for good: a new one takes its
    /// place. What the old one has under way is answered as unknown. If none can be made now (the
    /// names of the brokers are not known, say), the next append tries again.
    @SuppressWarnings("ReferenceEquality") // it is the very one that failed, or another by now
    private synchronized void replace(Producer<byte[], byte[]> broken, RuntimeException cause) {
        if (closed || producer != broken) {
            return;
        }
        LOG.warn("The producer has failed and is replaced", cause);
        broken.close(Duration.ZERO);
        try {
            producer = producers.get();
        } catch (KafkaException e) {
            LOG.warn("No new producer can be made yet", e);
        }
    }

    private ProducerRecord<byte[], byte[]> record(
            Topic topic, byte[] key, byte[] value, Context context) {
        int partition = Partitions.of(key, settings.partitions(topic));
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic.topicName(), partition, key, value);
        record.headers().add(WRITER);
        context.replyTo()
                .ifPresent(
                        replyTo -> record.headers().add(header(Headers.REPLY, replyTo.toString())));
        context.traceparent()
                .ifPresent(trace -> record.headers().add(header(Headers.TRACEPARENT, trace)));
        return record;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
