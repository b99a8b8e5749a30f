package dev.kontor.processing;

import java.util.List;
import java.util.Optional;

/// Publishes what has been committed, in order, and remembers what Kafka acknowledged.
///
/// After one failed send nothing goes out any more until [#restart]: what is in the outbox is then
/// sent again from its beginning.
interface Publisher extends AutoCloseable {
    /// Takes over a partition whose outputs up to now are these.
    void adopt(int partition, List<AcknowledgedOutput> acknowledged);

    void forget(int partition);

    /// Sends one outbox row. Rows of a partition come in the order of their position.
    void publish(int partition, long nextOffset, List<Output> outputs);

    /// Sends outputs that are behind no outbox. They may be lost, and nothing is remembered of
    /// them: see [Processor.Tick].
    void publishLoose(List<Output> outputs);

    /// @return whether a send failed since the last restart
    boolean failed();

    void restart();

    /// @return what may be removed from the partition's outbox: acknowledged long enough ago to be
    ///     on the brokers' disks
    Optional<StateStore.Confirmed> confirmed(int partition);

    /// The removal is durable.
    void removed(int partition, StateStore.Confirmed confirmed);

    @Override
    void close();
}
