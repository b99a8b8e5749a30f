package dev.kontor.processing;

import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a service does with one source topic. All methods are called on the one thread that owns
/// the partitions, never at the same time; but for [#decode] and [#writerOf], which are pure, and
/// asked on any thread whether a dead letter can be read by now.
///
/// A processor may keep state of its partitions in memory. It starts from what [#apply] reads
/// through the transaction, changes only in [#committed], and is dropped by [#forget] whenever the
/// shell is not certain any more that it is the newest.
///
/// @param <R> the records of the source topic
public interface Processor<R> {
    Topic source();

    /// @throws UnreadableRecordException if the bytes are no record of the topic or contradict
    ///     their key
    /// @throws FutureRecordException if a newer build wrote it
    R decode(byte[] key, byte[] value) throws UnreadableRecordException, FutureRecordException;

    /// @return who alone may write this kind of record; another's halts the partition
    Writer writerOf(R record);

    /// Decides the records and writes what follows from them, in the order of each partition. The
    /// partitions' fences have been passed, so what is read through `transaction` is the newest.
    ///
    /// @param batches one for each partition, in partition order
    /// @return one for each batch, in the same order
    List<Applied> apply(Transaction transaction, List<PartitionBatch<R>> batches);

    /// What the last [#apply] did is durable: it may now be kept in memory.
    void committed();

    /// What the last [#apply] did was undone.
    void rolledBack();

    /// Another instance may have gone on from here, or the partition is claimed anew.
    void forget(int partition);

    /// Called about once a second for each partition that is owned and not halted.
    ///
    /// @param caughtUp whether all that stood in the partition at the last poll has been applied
    /// @param now for bookkeeping that is no part of the state
    default Tick tick(int partition, boolean caughtUp, Instant now) {
        return Tick.NOTHING;
    }

    /// @param loose outputs behind no outbox: each may be lost or repeated, so the processor tells
    ///     it again until it takes effect
    /// @param fault why the partition must halt; null: it need not
    record Tick(List<Output> loose, @Nullable String fault) {
        public static final Tick NOTHING = new Tick(List.of(), null);
    }
}
