package dev.kontor.processing;

import dev.kontor.events.topic.Topic;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One batch's transaction in PostgreSQL.
final class JdbcBatch extends JdbcTransaction implements StateStore.Batch {
    /// Locks in partition order, so that two owners cannot wait for each other in a circle.
    private static final String FENCE =
            """
            with step as (
                select * from unnest(?::integer[], ?::uuid[], ?::bigint[], ?::bigint[],
                    ?::integer[], ?::bytea[])
                    as s (partition, token, from_offset, to_offset, epoch, hash)
            ), passed as (
                select p.partition from position p join step s on s.partition = p.partition
                where p.topic = ? and p.token = s.token and p.next_offset = s.from_offset
                order by p.partition
                for update of p
            )
            update position p
            set next_offset = s.to_offset, leader_epoch = s.epoch, record_hash = s.hash
            from step s join passed on passed.partition = s.partition
            where p.topic = ? and p.partition = s.partition
            returning p.partition
            """;

    private static final String REPOSITION =
            """
            update position set next_offset = ?, leader_epoch = ?, record_hash = ?
            where topic = ? and partition = ?
            """;
    private static final String INSERT_OUTBOX =
            """
            insert into outbox (topic, partition, next_offset, outputs)
            select ?, partition, next_offset, outputs
            from unnest(?::integer[], ?::bigint[], ?::bytea[])
                as kept (partition, next_offset, outputs)
            """;

    private static final String DELETE_OUTBOX =
            """
            delete from outbox o
            using unnest(?::integer[], ?::bigint[]) as done (partition, next_offset)
            where o.topic = ? and o.partition = done.partition
                and o.next_offset <= done.next_offset
            """;

    private static final String SET_ACKNOWLEDGED =
            """
            update position p
            set acknowledged = done.acknowledged
            from unnest(?::integer[], ?::bytea[]) as done (partition, acknowledged)
            where p.topic = ? and p.partition = done.partition
            """;

    /// What this transaction has touched outside of its schema.
    private static final String STRANGERS =
            """
            select c.oid::regclass
            from pg_locks l join pg_class c on c.oid = l.relation
            where l.pid = pg_backend_pid() and l.locktype = 'relation'
              and c.relnamespace <> all (array[current_schema(), 'pg_catalog', 'pg_toast']
                                         ::regnamespace[])
            """;

    private final Connection connection;
    private final Topic source;
    private final boolean isPublishing;
    private final List<Kept> kept = new ArrayList<>();
    private final List<Removed> removed = new ArrayList<>();
    private boolean committed;

    /// A row for the outbox. They wait for the commit, to be written by one statement.
    private record Kept(int partition, long nextOffset, byte[] outputs) {}

    private record Removed(int partition, StateStore.Confirmed confirmed) {}

    /// @param isPublishing whether there is anything to keep in an outbox; there is not where a
    ///     state is built again beside the live one, which must not be touched
    JdbcBatch(Connection connection, Topic source, boolean isPublishing) {
        super(connection);
        this.connection = connection;
        this.source = source;
        this.isPublishing = isPublishing;
    }

    @Override
    public Set<Integer> fence(List<StateStore.Advance> advances) {
        try (PreparedStatement fence = connection.prepareStatement(FENCE)) {
            fence.setArray(1, array("integer", advances, StateStore.Advance::partition));
            fence.setArray(2, array("uuid", advances, StateStore.Advance::token));
            fence.setArray(3, array("bigint", advances, a -> a.from().next()));
            fence.setArray(4, array("bigint", advances, a -> a.to().next()));
            fence.setArray(5, array("integer", advances, a -> a.to().leaderEpoch()));
            fence.setArray(6, bytes(advances, a -> a.to().hash()));
            fence.setString(7, source.topicName());
            fence.setString(8, source.topicName());
            Set<Integer> passed = new HashSet<>();
            try (ResultSet rows = fence.executeQuery()) {
                while (rows.next()) {
                    passed.add(rows.getInt(1));
                }
            }
            return passed;
        } catch (SQLException e) {
            throw new StoreException("passing the fence", e);
        }
    }

    @Override
    public void reposition(int partition, Position position) {
        try (PreparedStatement update = connection.prepareStatement(REPOSITION)) {
            update.setLong(1, position.next());
            update.setObject(2, position.leaderEpoch(), java.sql.Types.INTEGER);
            update.setBytes(3, position.hash());
            update.setString(4, source.topicName());
            update.setInt(5, partition);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException("correcting the position", e);
        }
    }

    @Override
    public void keep(int partition, long nextOffset, List<Output> outputs) {
        if (isPublishing) {
            kept.add(new Kept(partition, nextOffset, OutboxCodec.encode(outputs)));
        }
    }

    @Override
    public void remove(int partition, StateStore.Confirmed confirmed) {
        removed.add(new Removed(partition, confirmed));
    }

    @Override
    public void commit() {
        try {
            insertOutbox();
            deleteOutbox();
            if (!isPublishing) {
                requireOwnSchema();
            }
            connection.commit();
            committed = true;
        } catch (SQLException e) {
            throw new StoreException("committing", e);
        }
    }

    @Override
    public void close() {
        try (connection) {
            if (!committed) {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new StoreException("ending a transaction", e);
        }
    }

    /// Statements that name a schema would write to the live state while it is built again.
    private void requireOwnSchema() throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet strangers = select.executeQuery(STRANGERS)) {
            if (strangers.next()) {
                throw new IllegalStateException(
                        "a statement names the schema of the live table " + strangers.getString(1));
            }
        }
    }

    private void insertOutbox() throws SQLException {
        if (kept.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT_OUTBOX)) {
            insert.setString(1, source.topicName());
            insert.setArray(2, array("integer", kept, Kept::partition));
            insert.setArray(3, array("bigint", kept, Kept::nextOffset));
            insert.setArray(4, bytes(kept, Kept::outputs));
            insert.executeUpdate();
        }
    }

    private void deleteOutbox() throws SQLException {
        if (removed.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(DELETE_OUTBOX);
                PreparedStatement update = connection.prepareStatement(SET_ACKNOWLEDGED)) {
            delete.setArray(1, array("integer", removed, Removed::partition));
            delete.setArray(2, array("bigint", removed, each -> each.confirmed().nextOffset()));
            delete.setString(3, source.topicName());
            delete.executeUpdate();
            update.setArray(1, array("integer", removed, Removed::partition));
            update.setArray(2, bytes(removed, JdbcBatch::acknowledged));
            update.setString(3, source.topicName());
            update.executeUpdate();
        }
    }

    private static byte[] acknowledged(Removed removed) {
        return OutboxCodec.encodeAcknowledged(removed.confirmed().acknowledged());
    }

    private <T> Array array(String type, List<T> rows, Function<T, @Nullable Object> field)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(field).toArray());
    }

    /// The driver takes bytes in an array of arrays only.
    private <T> Array bytes(List<T> rows, Function<T, byte @Nullable []> field)
            throws SQLException {
        byte @Nullable [][] values = new byte[rows.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = field.apply(rows.get(i));
        }
        return connection.createArrayOf("bytea", values);
    }
}
