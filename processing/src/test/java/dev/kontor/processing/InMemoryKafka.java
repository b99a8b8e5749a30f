package dev.kontor.processing;

import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Partitions;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.TopicSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// All topics of Kontor in memory, with producers whose sends may wait, fail, or fail and be there
/// all the same: whoever simulates says which.
public final class InMemoryKafka {
    private static final Optional<Integer> EPOCH = Optional.of(1);

    private final TopicSettings settings;
    private final LongSupplier millis;
    private final Map<Topic, List<List<ConsumerRecord<byte[], byte[]>>>> logs =
            new EnumMap<>(Topic.class);
    private final List<Session> sessions = new ArrayList<>();
    private final List<Deque<Sent>> stragglers = new ArrayList<>();
    private final Reader reader = new Reader();
    private List<Appended> appended = new ArrayList<>();

    /// @param millis the clock of the brokers
    public InMemoryKafka(TopicSettings settings, LongSupplier millis) {
        this.settings = settings;
        this.millis = millis;
        for (Topic topic : Topic.values()) {
            List<List<ConsumerRecord<byte[], byte[]>>> partitions = new ArrayList<>();
            for (int i = 0; i < settings.partitions(topic); i++) {
                partitions.add(new ArrayList<>());
            }
            logs.put(topic, partitions);
        }
    }

    /// A record that was put to the end of a topic.
    public record Appended(Topic topic, ConsumerRecord<byte[], byte[]> record) {}

    private record Sent(ProducerRecord<byte[], byte[]> record, Callback callback) {}

    public TopicSettings settings() {
        return settings;
    }

    /// @return the records of one partition, in order; grows as records are appended
    public List<ConsumerRecord<byte[], byte[]>> records(Topic topic, int partition) {
        return Objects.requireNonNull(logs.get(topic)).get(partition);
    }

    /// Appends what a client of Kafka sent.
    public void append(Topic topic, byte[] key, byte[] value, Map<String, String> headers) {
        RecordHeaders all = new RecordHeaders();
        headers.forEach((name, text) -> all.add(name, text.getBytes(StandardCharsets.UTF_8)));
        append(topic, Partitions.of(key, settings.partitions(topic)), key, value, all);
    }

    private long append(Topic topic, int partition, byte[] key, byte[] value, RecordHeaders all) {
        List<ConsumerRecord<byte[], byte[]>> records = records(topic, partition);
        long offset = records.size();
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(
                        topic.topicName(),
                        partition,
                        offset,
                        millis.getAsLong(),
                        TimestampType.CREATE_TIME,
                        key.length,
                        value.length,
                        key,
                        value,
                        all,
                        EPOCH);
        records.add(record);
        appended.add(new Appended(topic, record));
        return offset;
    }

    private long append(ProducerRecord<byte[], byte[]> record) {
        RecordHeaders headers = new RecordHeaders();
        record.headers().forEach(headers::add);
        return append(
                Topic.named(record.topic()),
                record.partition(),
                record.key(),
                record.value(),
                headers);
    }

    /// @return all that was appended since this was asked last, also what was cut off meanwhile
    public List<Appended> takeAppended() {
        List<Appended> taken = appended;
        appended = new ArrayList<>();
        return taken;
    }

    /// Takes the last records of a partition away.
    ///
    /// @return what was taken, to be given back
    public List<ConsumerRecord<byte[], byte[]>> cut(Topic topic, int partition, int length) {
        List<ConsumerRecord<byte[], byte[]>> tail =
                records(topic, partition).subList(length, records(topic, partition).size());
        List<ConsumerRecord<byte[], byte[]>> taken = List.copyOf(tail);
        tail.clear();
        return taken;
    }

    public void giveBack(Topic topic, int partition, List<ConsumerRecord<byte[], byte[]>> taken) {
        records(topic, partition).addAll(taken);
    }

    /// @return the producers that have sends under way
    public List<Session> waiting() {
        return sessions.stream().filter(Session::isWaiting).toList();
    }

    /// @return how many batches of closed producers may still arrive
    public int stragglers() {
        return stragglers.size();
    }

    /// A batch of a producer that was closed long ago arrives.
    public void arrive(int straggler) {
        stragglers.remove(straggler).forEach(sent -> append(sent.record));
    }

    /// What was under way is lost for good.
    public void loseStragglers() {
        stragglers.clear();
    }

    /// @param atOnce asked at each send: whether it is acknowledged at once
    /// @param outlives asked when the producer is closed, for each send that is under way: whether
    ///     it may still arrive; it does only if those before it do
    Producer<byte[], byte[]> producer(BooleanSupplier atOnce, BooleanSupplier outlives) {
        sessions.removeIf(session -> session.closed && !session.isWaiting());
        Session session = new Session(atOnce, outlives);
        sessions.add(session);
        return session;
    }

    /// @return a consumer that reads single records where it is sent to; the same for all, since
    ///     nobody reads while another does, and it keeps nothing when it is closed
    Consumer<byte[], byte[]> reader() {
        return reader;
    }

    /// One producer: keeps the order of each partition.
    public final class Session extends MockProducer<byte[], byte[]> {
        private static final Future<RecordMetadata> NOBODY_WAITS = new CompletableFuture<>();
        private final BooleanSupplier atOnce;
        private final BooleanSupplier outlives;
        private final Map<TopicPartition, Deque<Sent>> lanes = new LinkedHashMap<>();
        private boolean closed;

        private Session(BooleanSupplier atOnce, BooleanSupplier outlives) {
            super(
                    Cluster.empty(),
                    false,
                    null,
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            this.atOnce = atOnce;
            this.outlives = outlives;
        }

        public boolean isWaiting() {
            return !lanes.isEmpty();
        }

        /// @return how many partitions have sends under way
        public int lanes() {
            return lanes.size();
        }

        /// The oldest send to one of these partitions arrives and is acknowledged.
        public void acknowledge(int lane) {
            Sent sent = take(lane);
            acknowledge(sent.record, sent.callback);
        }

        /// The oldest send to one of these partitions fails.
        ///
        /// @param arrived whether it is in the log all the same
        public void fail(int lane, boolean arrived) {
            Sent sent = take(lane);
            if (arrived) {
                append(sent.record);
            }
            sent.callback.onCompletion(null, new TimeoutException("as told"));
        }

        private Sent take(int lane) {
            Map.Entry<TopicPartition, Deque<Sent>> queue =
                    lanes.entrySet().stream().skip(lane).findFirst().orElseThrow();
            Sent sent = queue.getValue().remove();
            if (queue.getValue().isEmpty()) {
                lanes.remove(queue.getKey());
            }
            return sent;
        }

        private void acknowledge(ProducerRecord<byte[], byte[]> record, Callback callback) {
            callback.onCompletion(
                    new RecordMetadata(partitionOf(record), append(record), 0, 0, 0, 0), null);
        }

        @Override
        public synchronized Future<RecordMetadata> send(
                ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
            boolean now = atOnce.getAsBoolean();
            if (closed) {
                throw new IllegalStateException("the producer is closed");
            }
            Callback told = callback == null ? (_, _) -> {} : callback;
            TopicPartition partition = partitionOf(record);
            if (now && !lanes.containsKey(partition)) {
                acknowledge(record, told);
            } else {
                lanes.computeIfAbsent(partition, _ -> new ArrayDeque<>())
                        .add(new Sent(record, told));
            }
            return NOBODY_WAITS;
        }

        @Override
        public void close(Duration timeout) {
            closed = true;
            List<Deque<Sent>> under = new ArrayList<>(lanes.values());
            lanes.clear();
            for (Deque<Sent> lane : under) {
                Deque<Sent> straggling = new ArrayDeque<>();
                while (!lane.isEmpty() && outlives.getAsBoolean()) {
                    straggling.add(lane.remove());
                }
                if (!straggling.isEmpty()) {
                    stragglers.add(straggling);
                }
            }
        }

        private static TopicPartition partitionOf(ProducerRecord<byte[], byte[]> record) {
            return new TopicPartition(record.topic(), record.partition());
        }
    }

    private final class Reader extends MockConsumer<byte[], byte[]> {
        private final Map<TopicPartition, Long> next = new HashMap<>();

        Reader() {
            super("none");
        }

        private List<ConsumerRecord<byte[], byte[]>> recordsOf(TopicPartition partition) {
            return records(Topic.named(partition.topic()), partition.partition());
        }

        @Override
        public synchronized void assign(Collection<TopicPartition> partitions) {
            next.clear();
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(
                Collection<TopicPartition> partitions) {
            Map<TopicPartition, Long> ends = new HashMap<>();
            partitions.forEach(each -> ends.put(each, (long) recordsOf(each).size()));
            return ends;
        }

        @Override
        public synchronized Map<TopicPartition, Long> beginningOffsets(
                Collection<TopicPartition> partitions) {
            Map<TopicPartition, Long> beginnings = new HashMap<>();
            partitions.forEach(each -> beginnings.put(each, 0L));
            return beginnings;
        }

        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            next.put(partition, offset);
        }

        @Override
        public synchronized void pause(Collection<TopicPartition> partitions) {
            partitions.forEach(next::remove);
        }

        @Override
        public synchronized Set<TopicPartition> assignment() {
            return next.keySet();
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> polled = new HashMap<>();
            next.forEach((partition, offset) ->
                    polled.put(
                            partition, List.of(recordsOf(partition).get(Math.toIntExact(offset)))));
            return new ConsumerRecords<>(polled, Map.of());
        }

        @Override
        public void close() {
            next.clear();
        }
    }

    /// @return what a header of a record says, if it is there
    public static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8));
    }

    /// @return whether a header of a record says this
    public static boolean says(ConsumerRecord<byte[], byte[]> record, String name, byte[] text) {
        Header header = record.headers().lastHeader(name);
        return header != null && Arrays.equals(header.value(), text);
    }

    /// @return whether a record of an event topic is for waiting requests only
    public static boolean isAnswer(ConsumerRecord<byte[], byte[]> record) {
        return record.headers().lastHeader(Headers.ANSWER) != null;
    }
}
