package dev.kontor.simulation;

import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.processing.Applied;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.Processor;
import dev.kontor.processing.Transaction;
import java.time.Instant;
import java.util.List;

/// A processor as it is, except that a record that comes again, or to another instance, is not
/// decoded again.
record ReadOnce<R>(Processor<R> processor, Readings<R> readings) implements Processor<R> {
    @Override
    public Topic source() {
        return processor.source();
    }

    @Override
    public R decode(byte[] key, byte[] value)
            throws UnreadableRecordException, FutureRecordException {
        return readings.of(key, value);
    }

    @Override
    public Writer writerOf(R record) {
        return processor.writerOf(record);
    }

    @Override
    public List<Applied> apply(Transaction transaction, List<PartitionBatch<R>> batches) {
        return processor.apply(transaction, batches);
    }

    @Override
    public void committed() {
        processor.committed();
    }

    @Override
    public void rolledBack() {
        processor.rolledBack();
    }

    @Override
    public void forget(int partition) {
        processor.forget(partition);
    }

    @Override
    public Tick tick(int partition, boolean caughtUp, Instant now) {
        return processor.tick(partition, caughtUp, now);
    }
}
