package dev.kontor.processing;

import dev.kontor.events.topic.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
            "insert into outbox (topic, partition, next_offset, outputs) values (?, ?, ?, ?)";
    private static final String DELETE_OUTBOX =
            "delete from outbox where topic = ? and partition = ? and next_offset <= ?";
    private static final String SET_ACKNOWLEDGED =
            "update position set acknowledged = ? where topic = ? and partition = ?";

    private final Connection connection;
    private final Topic source;
    private boolean committed;

    JdbcBatch(Connection connection, Topic source) {
        super(connection);
        this.connection = connection;
        this.source = source;
    }

    @Override
    public Set<Integer> fence(List<StateStore.Advance> advances) {
        try (PreparedStatement fence = connection.prepareStatement(FENCE)) {
            fence.setArray(1, array("integer", advances, StateStore.Advance::partition));
            fence.setArray(2, array("uuid", advances, StateStore.Advance::token));
            fence.setArray(3, array("bigint", advances, a -> a.from().next()));
            fence.setArray(4, array("bigint", advances, a -> a.to().next()));
            fence.setArray(5, array("integer", advances, a -> a.to().leaderEpoch()));
            fence.setArray(6, connection.createArrayOf("bytea", hashes(advances)));
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

    private java.sql.Array array(
            String type,
            List<StateStore.Advance> advances,
            Function<StateStore.Advance, @Nullable Object> field)
            throws SQLException {
        return connection.createArrayOf(type, advances.stream().map(field).toArray());
    }

    /// The driver takes bytes in an array of arrays only.
    private static byte @Nullable [][] hashes(List<StateStore.Advance> advances) {
        byte @Nullable [][] hashes = new byte[advances.size()][];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = advances.get(i).to().hash();
        }
        return hashes;
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
        try (PreparedStatement insert = connection.prepareStatement(INSERT_OUTBOX)) {
            insert.setString(1, source.topicName());
            insert.setInt(2, partition);
            insert.setLong(3, nextOffset);
            insert.setBytes(4, OutboxCodec.encode(outputs));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException("writing the outbox", e);
        }
    }

    @Override
    public void remove(int partition, StateStore.Confirmed confirmed) {
        try (PreparedStatement delete = connection.prepareStatement(DELETE_OUTBOX);
                PreparedStatement update = connection.prepareStatement(SET_ACKNOWLEDGED)) {
            delete.setString(1, source.topicName());
            delete.setInt(2, partition);
            delete.setLong(3, confirmed.nextOffset());
            delete.executeUpdate();
            update.setBytes(1, OutboxCodec.encodeAcknowledged(confirmed.acknowledged()));
            update.setString(2, source.topicName());
            update.setInt(3, partition);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException("clearing the outbox", e);
        }
    }

    @Override
    public void commit() {
        try {
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
}
