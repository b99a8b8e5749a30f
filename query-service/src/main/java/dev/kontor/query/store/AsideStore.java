package dev.kontor.query.store;

import dev.kontor.events.topic.Topic;
import dev.kontor.processing.JdbcTransaction;
import dev.kontor.processing.Transaction;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// The facts of one topic that wait for one before them.
///
/// How many there can be is bounded by time: after a minute the partition halts.
public final class AsideStore {
    private final Topic topic;
    private final ReadPool reads;

    public AsideStore(Topic topic, ReadPool reads) {
        this.topic = topic;
        this.reads = reads;
    }

    /// @param key the record's, as text
    /// @param value the record's
    public record Fact(String key, long number, byte[] value) {}

    /// @return the keys that have facts waiting
    public Set<String> keys(Transaction transaction, int partition) {
        try {
            return AsideTable.keys(JdbcTransaction.connection(transaction), topic, partition);
        } catch (SQLException e) {
            throw JdbcTransaction.translate("reading what is kept aside", e);
        }
    }

    /// As [#keys(Transaction, int)], outside of any transaction.
    ///
    /// @throws ViewUnavailableException if the database does not answer
    public Set<String> keys(int partition) {
        return reads.read(connection -> AsideTable.keys(connection, topic, partition));
    }

    public List<Fact> load(Transaction transaction, int partition, Collection<String> keys) {
        try {
            return AsideTable.load(JdbcTransaction.connection(transaction), topic, partition, keys);
        } catch (SQLException e) {
            throw JdbcTransaction.translate("reading what is kept aside", e);
        }
    }

    public void write(
            Transaction transaction,
            int partition,
            Collection<Fact> kept,
            Collection<Fact> released) {
        try {
            AsideTable.insert(JdbcTransaction.connection(transaction), topic, partition, kept);
            AsideTable.delete(JdbcTransaction.connection(transaction), topic, partition, released);
        } catch (SQLException e) {
            throw JdbcTransaction.translate("keeping facts aside", e);
        }
    }
}
