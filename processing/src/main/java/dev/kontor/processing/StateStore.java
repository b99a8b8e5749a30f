package dev.kontor.processing;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Where position and outbox are kept, in the same transactions as the state.
interface StateStore {
    /// Some four megabytes, which are two or three times as much once they are decoded: little in a
    /// heap of 384 MB, and few round trips for what ten busy seconds leave.
    long OUTBOX_BYTES = 1L << 22;

    /// Makes the caller the only one who can move the partition, waiting for nobody longer than a
    /// second, and only then reads what is there.
    ///
    /// @throws StoreException if the database fails
    Claim claim(int partition);

    /// What may not have been published yet, from `after` on: the next part of it, of which all are
    /// to be published before the next is read. For who has claimed the partition. If another has
    /// claimed it since, rows that it removed are missing and rows that it added are there: the
    /// former are acknowledged, the latter committed, so each may be skipped or sent again.
    ///
    /// A partition that was busy has left the outputs of ten seconds, and an owner takes over many
    /// at once: a part holds no more than [#OUTBOX_BYTES], or one row if that alone is larger.
    ///
    /// @param after the position of the last row that was read; 0: none yet
    /// @return in order of their position; none: there are no more
    /// @throws UnreadableRowException if the shell never wrote what stands there; nobody may go on
    /// @throws StoreException if the database fails
    List<OutboxRow> outbox(int partition, long after) throws UnreadableRowException;

    /// @throws StoreException if the database fails
    Batch begin();

    /// The transaction of one batch. Closing it undoes what was not committed.
    interface Batch extends Transaction, AutoCloseable {
        /// Moves the partitions that are still the caller's to where the batch ends. Comes first.
        ///
        /// @return the partitions that passed
        Set<Integer> fence(List<Advance> advances);

        /// Corrects the position of a partition that passed.
        void reposition(int partition, Position position);

        /// Keeps outputs until Kafka has acknowledged them.
        void keep(int partition, long nextOffset, List<Output> outputs);

        /// Removes what Kafka has acknowledged.
        void remove(int partition, Confirmed confirmed);

        void commit();

        @Override
        void close();
    }

    /// A step of one partition, and the proof that it is the caller's to take.
    record Advance(int partition, UUID token, Position from, Position to) {}

    /// What one batch has to publish.
    ///
    /// @param nextOffset the position after the batch
    record OutboxRow(long nextOffset, List<Output> outputs) {}

    /// All outbox rows up to here are acknowledged.
    ///
    /// @param acknowledged the last outputs to source topics among them
    record Confirmed(long nextOffset, List<AcknowledgedOutput> acknowledged) {}
}
