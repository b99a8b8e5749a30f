package dev.kontor.processing;

import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Partitions;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.TopicSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes through one Kafka producer. Called on the shell's thread; acknowledgements arrive on
/// the producer's.
final class KafkaPublisher implements Publisher {
    /// Event topics reach the disk each second; ten are on the safe side of that.
    private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final TopicSettings settings;
    private final byte[] writer;
    private final LongSupplier nanoTime;
    private final Map<Integer, Lane> lanes = new HashMap<>();
    private @Nullable Session session;

    KafkaPublisher(
            Supplier<Producer<byte[], byte[]>> producers,
            TopicSettings settings,
            String writer,
            LongSupplier nanoTime) {
        this.producers = producers;
        this.settings = settings;
        this.writer = writer.getBytes(StandardCharsets.UTF_8);
        this.nanoTime = nanoTime;
    }

    @Override
    public void adopt(int partition, List<AcknowledgedOutput> acknowledged) {
        Lane lane = new Lane();
        acknowledged.forEach(lane::remember);
        lanes.put(partition, lane);
    }

    @Override
    public void forget(int partition) {
        lanes.remove(partition);
    }

    @Override
    public void publish(int partition, long nextOffset, List<Output> outputs) {
        Lane lane = lanes.get(partition);
        if (lane == null) {
            throw new IllegalStateException("partition " + partition + " was not adopted");
        }
        Row row = new Row(nextOffset, outputs.size());
        lane.rows.add(row);
        for (Output output : outputs) {
            send(output, row);
        }
    }

    @Override
    public void publishLoose(List<Output> outputs) {
        outputs.forEach(output -> send(output, null));
    }

    private void send(Output output, @Nullable Row row) {
        Session current = session();
        if (current.failed.get()) {
            return;
        }
        int partition = Partitions.of(output.key(), settings.partitions(output.topic()));
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        output.topic().topicName(), partition, output.key(), output.value());
        record.headers().add(Headers.WRITER, writer);
        if (output.answer()) {
            record.headers().add(Headers.ANSWER, new byte[0]);
        }
        if (output.traceparent() != null) {
            record.headers()
                    .add(
                            Headers.TRACEPARENT,
                            output.traceparent().getBytes(StandardCharsets.UTF_8));
        }
        try {
            Future<RecordMetadata> _ =
                    current.producer.send(
                            record,
                            (metadata, failure) -> {
                                if (failure != null) {
                                    current.fail(failure);
                                } else if (row != null) {
                                    row.acknowledge(output, metadata, nanoTime.getAsLong());
                                }
                            });
        } catch (KafkaException | IllegalStateException e) {
            current.fail(e);
        }
    }

    @Override
    public boolean failed() {
        return session != null && session.failed.get();
    }

    @Override
    public void restart() {
        lanes.clear();
        if (session != null) {
            session.producer.close(Duration.ZERO);
        }
        session = null;
    }

    @Override
    public Optional<StateStore.Confirmed> confirmed(int partition) {
        Lane lane = lanes.get(partition);
        if (lane == null) {
            return Optional.empty();
        }
        long before = nanoTime.getAsLong() - KEEP_NANOS;
        List<Row> done = new ArrayList<>();
        for (Row row : lane.rows) {
            if (!row.isAcknowledgedBefore(before)) {
                break;
            }
            done.add(row);
        }
        if (done.isEmpty()) {
            return Optional.empty();
        }
        Lane then = new Lane(lane);
        done.forEach(row -> row.lastOutputs().forEach(then::remember));
        return Optional.of(
                new StateStore.Confirmed(
                        done.getLast().nextOffset, List.copyOf(then.acknowledged.values())));
    }

    @Override
    public void removed(int partition, StateStore.Confirmed confirmed) {
        Lane lane = lanes.get(partition);
        if (lane == null) {
            return;
        }
        lane.rows.removeIf(row -> row.nextOffset <= confirmed.nextOffset());
        confirmed.acknowledged().forEach(lane::remember);
    }

    @Override
    public void close() {
        if (session != null) {
            session.producer.close(CLOSE_TIMEOUT);
        }
    }

    private Session session() {
        if (session == null) {
            session = new Session(producers.get());
        }
        return session;
    }

    /// One producer's life.
    private static final class Session {
        private final Producer<byte[], byte[]> producer;
        private final AtomicBoolean failed = new AtomicBoolean();

        Session(Producer<byte[], byte[]> producer) {
            this.producer = producer;
        }

        /// Closing from within the callback keeps later records from going out before this one.
        void fail(Exception failure) {
            if (failed.compareAndSet(false, true)) {
                LOG.warn("a send failed; the outbox will be sent again: {}", failure.toString());
                producer.close(Duration.ZERO);
            }
        }
    }

    /// The rows of one source partition that Kafka has not acknowledged long enough ago.
    private static final class Lane {
        private final Deque<Row> rows = new ArrayDeque<>();
        private final Map<TopicPartition, AcknowledgedOutput> acknowledged = new HashMap<>();

        Lane() {}

        Lane(Lane lane) {
            acknowledged.putAll(lane.acknowledged);
        }

        void remember(AcknowledgedOutput output) {
            acknowledged.put(
                    new TopicPartition(output.topic().topicName(), output.partition()), output);
        }
    }

    /// One outbox row under way.
    private static final class Row {
        private final long nextOffset;
        private int outstanding;
        private long acknowledgedAt;
        private final Map<TopicPartition, Sent> last = new HashMap<>();

        private record Sent(Output output, long offset) {}

        Row(long nextOffset, int outputs) {
            this.nextOffset = nextOffset;
            this.outstanding = outputs;
        }

        synchronized void acknowledge(Output output, RecordMetadata metadata, long now) {
            if (output.topic().isSource() && metadata.hasOffset()) {
                last.merge(
                        new TopicPartition(metadata.topic(), metadata.partition()),
                        new Sent(output, metadata.offset()),
                        (a, b) -> a.offset > b.offset ? a : b);
            }
            outstanding--;
            if (outstanding == 0) {
                acknowledgedAt = now;
            }
        }

        synchronized boolean isAcknowledgedBefore(long nanos) {
            return outstanding == 0 && acknowledgedAt - nanos < 0;
        }

        synchronized List<AcknowledgedOutput> lastOutputs() {
            return last.entrySet().stream()
                    .map(entry ->
                            new AcknowledgedOutput(
                                    Topic.named(entry.getKey().topic()),
                                    entry.getKey().partition(),
                                    entry.getValue().offset(),
                                    Position.hashOf(
                                            entry.getValue().output().key(),
                                            entry.getValue().output().value())))
                    .toList();
        }
    }
}
