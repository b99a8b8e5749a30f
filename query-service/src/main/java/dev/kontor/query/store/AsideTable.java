package dev.kontor.query.store;

import dev.kontor.events.topic.Topic;
import dev.kontor.processing.CopyRows;
import dev.kontor.query.store.AsideStore.Fact;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The table `aside`.
final class AsideTable {
    private static final String COPY =
            "copy aside (topic, partition, key, number, fact) from stdin (format binary)";
    private static final int COLUMNS = 5;
    private static final String KEYS =
            "select distinct key from aside where topic = ? and partition = ?";
    private static final String LOAD =
            """
            select key, number, fact
            from aside
            where topic = ? and partition = ? and key = any (?::text[])
            """;
    private static final String DELETE =
            """
            delete from aside a
            using unnest(?::text[], ?::text[]) as n (key, number)
            where a.topic = ? and a.partition = ? and a.key = n.key and a.number = n.number::bigint
            """;

    private AsideTable() {}

    static Set<String> keys(Connection connection, Topic topic, int partition) throws SQLException {
        return new HashSet<>(
                new Statement(KEYS)
                        .value(topic.topicName())
                        .value(partition)
                        .rows(connection, row -> row.getString(1)));
    }

    static List<Fact> load(
            Connection connection, Topic topic, int partition, Collection<String> keys)
            throws SQLException {
        return new Statement(LOAD)
                .value(topic.topicName())
                .value(partition)
                .column(keys, key -> key)
                .rows(
                        connection,
                        row -> new Fact(row.getString(1), row.getLong(2), row.getBytes(3)));
    }

    static void insert(Connection connection, Topic topic, int partition, Collection<Fact> facts)
            throws SQLException {
        CopyRows rows = new CopyRows();
        for (Fact fact : facts) {
            rows.row(COLUMNS)
                    .text(topic.topicName())
                    .integer(partition)
                    .text(fact.key())
                    .bigint(fact.number())
                    .bytea(fact.value());
        }
        rows.copyInto(connection, COPY);
    }

    static void delete(Connection connection, Topic topic, int partition, Collection<Fact> facts)
            throws SQLException {
        if (facts.isEmpty()) {
            return;
        }
        new Statement(DELETE)
                .column(facts, Fact::key)
                .column(facts, Fact::number)
                .value(topic.topicName())
                .value(partition)
                .execute(connection);
    }
}
