package dev.kontor.processing.deadletter;

import dev.kontor.events.codec.DeadLetters;
import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.DeadLetter;
import dev.kontor.events.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the topic `dead-letters` into the index, as far as it goes whenever it is asked: who has
/// written something finds it there.
///
/// One reads at a time; all methods throw [KafkaException] if the log does not answer.
final class DeadLetterLog implements AutoCloseable {
    /// For others who read, for the end of the log, and for what lies before it: together well
    /// within the ten seconds of an answer.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long BEGINNING = -1;
    private static final TopicPartition LETTERS =
            new TopicPartition(Topic.DEAD_LETTERS.topicName(), 0);
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterLog.class);

    private final DeadLetterIndex index;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Consumer<byte[], byte[]> consumer;
    private long next = BEGINNING;

    DeadLetterLog(DeadLetterIndex index, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.index = index;
        this.consumers = consumers;
    }

    /// Brings the index to where the topic ends now.
    void catchUp() {
        reading(from -> {
            long end = from.endOffsets(List.of(LETTERS), PATIENCE).getOrDefault(LETTERS, 0L);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            seek(from);
            while (next < end) {
                if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException("not at the end of the dead letters in time");
                }
                from.poll(POLL).forEach(this::add);
                next = from.position(LETTERS, PATIENCE);
            }
            return end;
        });
    }

    /// @param place of a letter that the index has
    DeadLetter letterAt(long place) {
        return reading(from -> {
            from.seek(LETTERS, place);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() - deadline < 0) {
                for (ConsumerRecord<byte[], byte[]> record : from.poll(POLL)) {
                    return letter(record);
                }
            }
            throw new TimeoutException("no dead letter at " + place + " in time");
        });
    }

    @Override
    public void close() {
        lock.lock();
        try {
            drop();
        } finally {
            lock.unlock();
        }
    }

    private <T> T reading(Function<Consumer<byte[], byte[]>, T> read) {
        try {
            if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException("others read the dead letters");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
        try {
            return read.apply(current());
        } catch (InvalidOffsetException e) {
            LOG.warn("the dead letters are another log now, and read anew", e);
            index.clear();
            next = BEGINNING;
            drop();
            throw e;
        } catch (KafkaException e) {
            drop();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private Consumer<byte[], byte[]> current() {
        if (consumer == null) {
            consumer = consumers.get();
            consumer.assign(List.of(LETTERS));
        }
        return consumer;
    }

    private void drop() {
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
            consumer = null;
        }
    }

    private void seek(Consumer<byte[], byte[]> from) {
        if (next == BEGINNING) {
            from.seekToBeginning(List.of(LETTERS));
            next = from.position(LETTERS, PATIENCE);
        } else {
            from.seek(LETTERS, next);
        }
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        try {
            index.add(
                    record.offset(),
                    Instant.ofEpochMilli(record.timestamp()),
                    DeadLetters.decode(record.value()));
        } catch (UnreadableRecordException | FutureRecordException e) {
            LOG.warn("the dead letter at {} cannot be read and is not listed", record.offset(), e);
        }
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record) {
        try {
            return (DeadLetter) DeadLetters.decode(record.value());
        } catch (UnreadableRecordException | FutureRecordException e) {
            throw new IllegalStateException("the index has what cannot be read", e);
        }
    }
}
