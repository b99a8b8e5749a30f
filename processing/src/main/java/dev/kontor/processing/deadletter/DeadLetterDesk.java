package dev.kontor.processing.deadletter;

import dev.kontor.events.codec.DeadLetters;
import dev.kontor.events.model.DeadLetter;
import dev.kontor.events.model.DeadLetterAction;
import dev.kontor.events.model.DeadLetterAction.Step;
import dev.kontor.events.model.DeadLetterId;
import dev.kontor.events.model.Micros;
import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Partitions;
import dev.kontor.events.topic.Topic;
import dev.kontor.http.deadletter.DeadLetterBox;
import dev.kontor.http.deadletter.DeadLetterEntry;
import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what operators ask about dead letters.
///
/// Every action is a record before it is told, and a retry one before it happens as well: whatever
/// dies in between, the letter shows that it was begun. Retrying once more is then safe, because
/// the record has an identity of its own.
final class DeadLetterDesk implements DeadLetterBox {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterDesk.class);

    private final String service;
    private final List<LetterSource> sources;
    private final DeadLetterIndex index;
    private final DeadLetterLog log;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final InstantSource clock;

    /// @param producers each is used for one action and closed: there are few of them
    DeadLetterDesk(
            String service,
            List<LetterSource> sources,
            DeadLetterIndex index,
            DeadLetterLog log,
            Supplier<Producer<byte[], byte[]>> producers,
            InstantSource clock) {
        this.service = service;
        this.sources = List.copyOf(sources);
        this.index = index;
        this.log = log;
        this.producers = producers;
        this.clock = clock;
    }

    @Override
    public List<DeadLetterEntry> list(
            Filter filter, @Nullable Long after, boolean ascending, int limit) {
        catchUp();
        return index.list(filter, after, ascending, limit);
    }

    @Override
    public Optional<Opened> open(DeadLetterId id) {
        return find(id).map(entry -> {
            DeadLetter letter = letter(entry);
            return new Opened(entry, letter, refusalOf(letter));
        });
    }

    @Override
    public Optional<DeadLetterEntry> retry(DeadLetterId id, Asker asker) {
        Optional<DeadLetterEntry> entry = find(id);
        if (entry.isEmpty()) {
            return entry;
        }
        DeadLetter letter = letter(entry.get());
        Optional<String> refusal = refusalOf(letter);
        if (refusal.isPresent()) {
            DeadLetterAction refused = action(id, asker, new Step.RetryRefused(refusal.get()));
            sending(producer -> append(producer, letter, refused));
            throw new ProblemException(
                    ErrorCode.ACTION_REFUSED,
                    "This build cannot read the record either: " + refusal.get());
        }
        DeadLetterAction begun = action(id, asker, new Step.RetryBegun());
        sending(producer -> retry(producer, letter, begun));
        return find(id);
    }

    @Override
    public Optional<DeadLetterEntry> discard(DeadLetterId id, Asker asker, String reason) {
        Optional<DeadLetterEntry> entry = find(id);
        if (entry.isEmpty()) {
            return entry;
        }
        if (entry.get().status() == DeadLetterEntry.Status.RETRIED) {
            throw new ProblemException(
                    ErrorCode.ACTION_REFUSED,
                    "The record has been appended once more, which cannot be taken back.");
        }
        DeadLetter letter = letter(entry.get());
        DeadLetterAction discarded = action(id, asker, new Step.Discarded(reason));
        sending(producer -> append(producer, letter, discarded));
        return find(id);
    }

    private void retry(
            Producer<byte[], byte[]> producer, DeadLetter letter, DeadLetterAction begun) {
        append(producer, letter, begun);
        RecordMetadata appended = send(producer, original(letter));
        LOG.info("the dead letter {} was retried and stands at {} now", letter.letter(), appended);
        append(
                producer,
                letter,
                begun.then(
                        new Step.Retried(appended.partition(), appended.offset()),
                        Micros.truncate(clock.instant())));
    }

    private DeadLetterAction action(DeadLetterId id, Asker asker, Step step) {
        return new DeadLetterAction(
                id,
                UUID.randomUUID(),
                asker.operator(),
                asker.client(),
                Micros.truncate(clock.instant()),
                step);
    }

    /// Why this build would not apply the record if it stood in its topic once more.
    private Optional<String> refusalOf(DeadLetter letter) {
        if (letter.cut()) {
            return Optional.of(
                    "the letter does not hold the whole record; it stands at " + letter.letter());
        }
        ProducerRecord<byte[], byte[]> again = original(letter);
        ConsumerRecord<byte[], byte[]> asRead =
                new ConsumerRecord<>(
                        again.topic(), again.partition(), 0, again.key(), again.value());
        again.headers().forEach(asRead.headers()::add);
        return source(letter).check().refusalOf(asRead);
    }

    private ProducerRecord<byte[], byte[]> original(DeadLetter letter) {
        LetterSource source = source(letter);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        source.topic().topicName(),
                        Partitions.of(letter.key(), source.partitions()),
                        letter.key(),
                        letter.value());
        letter.headers().forEach(each -> record.headers().add(each.name(), each.value()));
        return record;
    }

    private LetterSource source(DeadLetter letter) {
        return sources.stream()
                .filter(each -> each.topic().topicName().equals(letter.letter().topic()))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("the index has letters of our topics only"));
    }

    private void append(
            Producer<byte[], byte[]> producer, DeadLetter letter, DeadLetterAction action) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        Topic.DEAD_LETTERS.topicName(),
                        0,
                        letter.key(),
                        DeadLetters.encode(action));
        record.headers().add(Headers.WRITER, service.getBytes(StandardCharsets.UTF_8));
        send(producer, record);
    }

    private void sending(Consumer<Producer<byte[], byte[]>> actions) {
        Producer<byte[], byte[]> producer = producers.get();
        try {
            actions.accept(producer);
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private static RecordMetadata send(
            Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (ExecutionException | KafkaException e) {
            LOG.warn("an action on a dead letter was not acknowledged: {}", e.toString());
            throw outcomeUnknown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw outcomeUnknown();
        }
    }

    private Optional<DeadLetterEntry> find(DeadLetterId id) {
        catchUp();
        return index.find(id);
    }

    private void catchUp() {
        try {
            log.catchUp();
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    private DeadLetter letter(DeadLetterEntry entry) {
        try {
            return log.letterAt(entry.place());
        } catch (KafkaException e) {
            throw unreadable(e);
        }
    }

    private static ProblemException unreadable(KafkaException e) {
        LOG.warn("the dead letters cannot be read: {}", e.toString());
        return new ProblemException(
                Problem.of(
                                ErrorCode.SERVICE_UNAVAILABLE,
                                "The log does not answer, so dead letters cannot be read.")
                        .withRetryAfter(RETRY_AFTER));
    }

    private static ProblemException outcomeUnknown() {
        return new ProblemException(
                Problem.of(
                                ErrorCode.LOG_UNAVAILABLE,
                                "It is not known whether the action was recorded. Look at the"
                                        + " letter, and do it again if need be: that does no harm.")
                        .withOutcomeUnknown()
                        .withRetryAfter(RETRY_AFTER));
    }
}
