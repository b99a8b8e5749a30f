package dev.kontor.processing;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Where position and outbox are kept, in the same transactions as the state.
interface StateStore {
    /// Makes the caller the only one who can move the partition, waiting for nobody longer than a
    /// second, and only then reads what is there.
    ///
    /// @throws StoreException if the database fails
    Claim claim(int partition);

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

    /// All outbox rows up to here are acknowledged.
    ///
    /// @param acknowledged the last outputs to source topics among them
    record Confirmed(long nextOffset, List<AcknowledgedOutput> acknowledged) {}
}
