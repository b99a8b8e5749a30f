package dev.kontor.request.stream;

import dev.kontor.events.topic.Topic;
import dev.kontor.http.status.PartitionStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads all partitions of some topics, on a thread of its own and in no group, for as long as the
/// service runs.
///
/// What it reads makes answers faster or fuller, never right or wrong, so records that are gone are
/// passed over: it goes on where it would have begun.
final class Tail implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final long STATUS_INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    /// Where it begins.
    enum From {
        BEGINNING,
        END
    }

    /// Is given every record. What it throws ends nothing but is logged, so it should not throw.
    interface Reader {
        void read(ConsumerRecord<byte[], byte[]> record);
    }

    private final List<Topic> topics;
    private final From from;
    private final Reader reader;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Thread thread;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile List<PartitionStatus> status = List.of();
    private long statusAt;

    Tail(
            List<Topic> topics,
            From from,
            Reader reader,
            Supplier<Consumer<byte[], byte[]>> consumers) {
        this.topics = List.copyOf(topics);
        this.from = from;
        this.reader = reader;
        this.consumers = consumers;
        this.thread = Thread.ofPlatform().name("tail-" + names()).daemon().unstarted(this);
    }

    void start() {
        thread.start();
    }

    /// Whether it has come, since it began, to where the topic ended then.
    boolean awaitCaughtUp(Duration time) throws InterruptedException {
        return caughtUp.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    List<PartitionStatus> status() {
        return status;
    }

    @Override
    public void run() {
        while (!isClosing()) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                follow(consumer);
            } catch (KafkaException e) {
                LOG.warn("Reading {} is interrupted, and begun again", names(), e);
                pause();
            }
        }
    }

    /// Does not wait for more than one poll.
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        long lag = status.stream().mapToLong(PartitionStatus::lag).sum();
        return "%s, %,d records to go".formatted(names(), lag);
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions =
                topics.stream().flatMap(topic -> partitionsOf(consumer, topic)).toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        begin(consumer, partitions);
        while (!isClosing()) {
            poll(consumer);
            if (caughtUp.getCount() > 0 && isAt(consumer, ends)) {
                caughtUp.countDown();
            }
            noteStatus(consumer);
        }
    }

    /// A topic that was just made is not known to each broker at once: that is no topic without
    /// partitions.
    ///
    /// @throws UnknownTopicOrPartitionException if the broker that answers does not know it yet
    private static Stream<TopicPartition> partitionsOf(
            Consumer<byte[], byte[]> consumer, Topic topic) {
        List<PartitionInfo> known = consumer.partitionsFor(topic.topicName(), PATIENCE);
        if (known.isEmpty()) {
            throw new UnknownTopicOrPartitionException(topic.topicName() + " is not known yet");
        }
        return known.stream().map(info -> new TopicPartition(info.topic(), info.partition()));
    }

    /// Asks for the positions too: a seek by itself only happens with a later poll, and an answer
    /// between the two would be missed.
    private void begin(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> at) {
        switch (from) {
            case BEGINNING -> consumer.seekToBeginning(at);
            case END -> consumer.seekToEnd(at);
        }
        at.forEach(partition -> consumer.position(partition, PATIENCE));
    }

    private void poll(Consumer<byte[], byte[]> consumer) {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                read(record);
            }
        } catch (InvalidOffsetException e) {
            LOG.warn("Records of {} are gone; reading goes on at the {}", names(), from);
            begin(consumer, e.partitions());
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        try {
            reader.read(record);
        } catch (RuntimeException e) {
            LOG.error(
                    "{}-{} at {} is passed over",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e);
        }
    }

    private static boolean isAt(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey(), PATIENCE) >= end.getValue());
    }

    private void noteStatus(Consumer<byte[], byte[]> consumer) {
        long now = System.nanoTime();
        if (status.isEmpty() || now - statusAt >= STATUS_INTERVAL_NANOS) {
            status = consumer.assignment().stream().map(tp -> statusOf(consumer, tp)).toList();
            statusAt = now;
        }
    }

    private static PartitionStatus statusOf(
            Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        long position = consumer.position(partition, PATIENCE);
        long lag = consumer.currentLag(partition).orElse(0);
        return new PartitionStatus(
                partition.topic(),
                partition.partition(),
                position,
                position + lag,
                lag,
                null,
                false,
                null);
    }

    private String names() {
        return topics.stream().map(Topic::topicName).collect(Collectors.joining("+"));
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause() {
        try {
            var _ = closing.await(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
