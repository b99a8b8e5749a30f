package dev.kontor.processing;

import dev.kontor.events.codec.DeadLetters;
import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.DeadLetter;
import dev.kontor.events.model.DeadLetterId;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Partitions;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// Reads records before the core sees them: what a client caused becomes a dead letter and the log
/// moves on, what a processor wrote halts the partition, for skipping it would lose money in
/// silence.
final class RecordReader<R> {
    private static final int MAX_REASON = 500;
    private static final int MAX_VALUE_BYTES = 1_048_576;

    /// What is kept of a value that is larger, of the key, and of all headers together.
    private static final int KEPT_BYTES = 65_536;

    private final Processor<R> processor;
    private final int partitions;

    RecordReader(Processor<R> processor, int partitions) {
        this.processor = processor;
        this.partitions = partitions;
    }

    sealed interface Reading<R> {
        record Usable<R>(SourceRecord<R> record) implements Reading<R> {}

        record Dead<R>(String reason, Output letter) implements Reading<R> {}

        record Halting<R>(String reason) implements Reading<R> {}
    }

    Reading<R> read(ConsumerRecord<byte[], byte[]> raw) {
        Optional<Writer> writer = text(raw, Headers.WRITER).flatMap(Writer::parse);
        if (writer.isEmpty()) {
            return new Reading.Halting<>("the record does not say which service wrote it");
        }
        try {
            return decode(raw, writer.get());
        } catch (FutureRecordException e) {
            return new Reading.Halting<>(e.getMessage() + ": upgrade this service");
        } catch (UnreadableRecordException e) {
            return writer.get() == Writer.REQUEST_SERVICE
                    ? dead(raw, String.valueOf(e.getMessage()))
                    : new Reading.Halting<>(
                            "a record of "
                                    + writer.get().text()
                                    + " is unreadable: "
                                    + e.getMessage());
        } catch (RuntimeException e) {
            // The reader itself is wrong, and says nothing about the record.
            return new Reading.Halting<>("the record could not be read: " + e);
        }
    }

    /// @return why the record would not be applied; empty: it would
    Optional<String> refusalOf(ConsumerRecord<byte[], byte[]> raw) {
        return switch (read(raw)) {
            case Reading.Usable<R> _ -> Optional.empty();
            case Reading.Dead<R>(String reason, var _) -> Optional.of(reason);
            case Reading.Halting<R>(String reason) -> Optional.of(reason);
        };
    }

    private Reading<R> decode(ConsumerRecord<byte[], byte[]> raw, Writer writer)
            throws UnreadableRecordException, FutureRecordException {
        if (raw.key() == null || raw.value() == null) {
            throw new UnreadableRecordException("no key or no value");
        }
        R record = processor.decode(raw.key(), raw.value());
        if (Partitions.of(raw.key(), partitions) != raw.partition()) {
            throw new UnreadableRecordException("the key belongs to another partition");
        }
        if (processor.writerOf(record) != writer) {
            return new Reading.Halting<>(writer.text() + " may not write such a record");
        }
        return new Reading.Usable<>(
                new SourceRecord<>(
                        raw.partition(),
                        raw.offset(),
                        record,
                        reply(raw),
                        text(raw, Headers.TRACEPARENT).orElse(null)));
    }

    private static @Nullable ReplyTo reply(ConsumerRecord<byte[], byte[]> raw) {
        Optional<String> text = text(raw, Headers.REPLY);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return ReplyTo.parse(text.get());
        } catch (IllegalArgumentException e) {
            // Whoever waits there cannot be reached; the request itself is as good as any.
            return null;
        }
    }

    private static Optional<String> text(ConsumerRecord<byte[], byte[]> raw, String header) {
        Header last = raw.headers().lastHeader(header);
        return last == null || last.value() == null
                ? Optional.empty()
                : Optional.of(new String(last.value(), StandardCharsets.UTF_8));
    }

    /// A letter must never be too large to send, for the partition would not get past it; its
    /// position names the whole record.
    private static <R> Reading.Dead<R> dead(ConsumerRecord<byte[], byte[]> raw, String said) {
        String reason = said.substring(0, Math.min(said.length(), MAX_REASON));
        byte[] wholeKey = orEmpty(raw.key());
        byte[] wholeValue = orEmpty(raw.value());
        byte[] key = beginning(wholeKey, KEPT_BYTES);
        byte[] value = beginning(wholeValue, MAX_VALUE_BYTES);
        List<DeadLetter.Header> headers = headers(raw);
        boolean cut =
                key.length < wholeKey.length
                        || value.length < wholeValue.length
                        || headers.size() < raw.headers().toArray().length;
        DeadLetter letter =
                new DeadLetter(
                        new DeadLetterId(raw.topic(), raw.partition(), raw.offset()),
                        reason,
                        key,
                        value,
                        headers,
                        cut);
        return new Reading.Dead<>(
                reason,
                new Output(Topic.DEAD_LETTERS, key, DeadLetters.encode(letter), false, null));
    }

    private static List<DeadLetter.Header> headers(ConsumerRecord<byte[], byte[]> raw) {
        List<DeadLetter.Header> headers = new ArrayList<>();
        int bytes = 0;
        for (Header header : raw.headers()) {
            byte[] value = orEmpty(header.value());
            bytes += header.key().getBytes(StandardCharsets.UTF_8).length + value.length;
            if (bytes > KEPT_BYTES) {
                break;
            }
            headers.add(new DeadLetter.Header(header.key(), value));
        }
        return headers;
    }

    private static byte[] beginning(byte[] bytes, int most) {
        return bytes.length <= most ? bytes : Arrays.copyOf(bytes, KEPT_BYTES);
    }

    private static byte[] orEmpty(byte @Nullable [] bytes) {
        return bytes == null ? new byte[0] : bytes;
    }
}
