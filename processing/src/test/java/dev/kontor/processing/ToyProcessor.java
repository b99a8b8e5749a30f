package dev.kontor.processing;

import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.processing.Applied.Halt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A core as small as can be: counts each key, and puts out one record for each that it is given.
/// What it makes of a record stands in the record.
abstract class ToyProcessor implements Processor<ToyProcessor.Toy> {
    /// Made by request-service alone.
    static final String REQUEST = "request";

    /// Made by account-service alone.
    static final String OUTCOME = "outcome";

    /// Breaks an invariant of the core.
    static final String HALT = "halt";

    /// Brings the core down.
    static final String CRASH = "crash";

    /// No record at all; what follows this word stands in the reason.
    static final String UNREADABLE = "unreadable";

    /// What only a newer build can read.
    static final String FUTURE = "future";

    private final Topic target;

    ToyProcessor(Topic target) {
        this.target = target;
    }

    record Toy(String key, String kind) {}

    @Override
    public Topic source() {
        return Topic.TRANSFERS;
    }

    @Override
    public Toy decode(byte[] key, byte[] value)
            throws UnreadableRecordException, FutureRecordException {
        String kind = new String(value, StandardCharsets.UTF_8);
        if (kind.startsWith(UNREADABLE) && !reads(kind)) {
            throw new UnreadableRecordException("gibberish" + kind.substring(UNREADABLE.length()));
        }
        if (kind.equals(FUTURE)) {
            throw new FutureRecordException("kind 99 is above what this build knows");
        }
        return new Toy(new String(key, StandardCharsets.UTF_8), kind);
    }

    @Override
    public Writer writerOf(Toy record) {
        return record.kind.equals(OUTCOME) ? Writer.ACCOUNT_SERVICE : Writer.REQUEST_SERVICE;
    }

    @Override
    public List<Applied> apply(Transaction transaction, List<PartitionBatch<Toy>> batches) {
        return batches.stream().map(batch -> apply(transaction, batch)).toList();
    }

    private Applied apply(Transaction transaction, PartitionBatch<Toy> batch) {
        List<Output> outputs = new ArrayList<>();
        Halt halt = null;
        List<Toy> applied = new ArrayList<>();
        for (SourceRecord<Toy> record : batch.records()) {
            Toy toy = record.record();
            if (toy.kind.equals(CRASH)) {
                throw new IllegalStateException("the toy broke");
            }
            if (stopsAt(toy)) {
                halt = new Halt(record.offset(), "the toy says stop");
                break;
            }
            applied.add(toy);
            outputs.add(outputFor(toy.key, record.traceparent()));
        }
        count(transaction, batch.partition(), applied);
        return new Applied(outputs, halt);
    }

    /// Whether this build has learnt to read what was unreadable.
    boolean reads(String kind) {
        return false;
    }

    boolean stopsAt(Toy toy) {
        return toy.kind.equals(HALT);
    }

    private Output outputFor(String key, @Nullable String traceparent) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return new Output(target, bytes, bytes, false, traceparent);
    }

    /// Writes what follows from the records.
    abstract void count(Transaction transaction, int partition, List<Toy> applied);
}
