package dev.kontor.processing;

import dev.kontor.events.topic.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Positions and outbox in PostgreSQL, in the schema of the service.
final class JdbcStateStore implements StateStore {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /// A frozen owner keeps its row lock as long as its backend lives; no setting of PostgreSQL
    /// ends that. So we wait this long and then end the backend.
    private static final String CLAIM_SETTINGS =
            "set local lock_timeout = '1s'; set local synchronous_commit = on";

    /// A statement of its own: in the claim's transaction it would keep other claimers waiting for
    /// a row that they cannot see, and so for a backend that they cannot find. It looks first, for
    /// a conflict with a row that a frozen owner holds would make it wait for that owner.
    private static final String INSERT_POSITION =
            """
            insert into position (topic, partition, token, next_offset)
            select new.topic, new.partition, ?, 0
            from (values (?, ?)) as new (topic, partition)
            where not exists (
                select from position p
                where p.topic = new.topic and p.partition = new.partition
            )
            on conflict do nothing
            """;

    private static final String TAKE_POSITION =
            """
            update position set token = ? where topic = ? and partition = ?
            returning next_offset, leader_epoch, record_hash, acknowledged
            """;

    /// Who has locked the row: its transaction's id stands in xmax, and it holds a lock on that id.
    private static final String TERMINATE_BLOCKERS =
            """
            select pg_terminate_backend(l.pid)
            from position p
            join pg_locks l
                on l.locktype = 'transactionid' and l.transactionid = p.xmax and l.granted
            where p.topic = ? and p.partition = ? and l.pid <> pg_backend_pid()
            """;

    private static final String SELECT_OUTBOX =
            """
            select next_offset, outputs
            from (
                select next_offset, outputs,
                    sum(octet_length(outputs)) over (order by next_offset)
                        - octet_length(outputs) as bytes_before
                from outbox
                where topic = ? and partition = ? and next_offset > ?
            ) as o
            where bytes_before < ?
            order by next_offset
            """;

    private static final Logger LOG = LoggerFactory.getLogger(JdbcStateStore.class);

    private final DataSource dataSource;
    private final Topic source;
    private final boolean isPublishing;

    JdbcStateStore(DataSource dataSource, Topic source) {
        this(dataSource, source, true);
    }

    private JdbcStateStore(DataSource dataSource, Topic source, boolean isPublishing) {
        this.dataSource = dataSource;
        this.source = source;
        this.isPublishing = isPublishing;
    }

    /// A store that keeps no outbox: of what has been published before, by another state.
    static JdbcStateStore withoutOutbox(DataSource dataSource, Topic source) {
        return new JdbcStateStore(dataSource, source, false);
    }

    @Override
    public Claim claim(int partition) {
        try {
            insertIfMissing(partition);
            try {
                return tryClaim(partition);
            } catch (SQLException e) {
                if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    throw e;
                }
                terminateBlockers(partition);
                return tryClaim(partition);
            }
        } catch (SQLException e) {
            throw new StoreException("claiming partition " + partition, e);
        }
    }

    private void insertIfMissing(int partition) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT_POSITION)) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, source.topicName());
            insert.setInt(3, partition);
            insert.executeUpdate();
        }
    }

    private Claim tryClaim(int partition) throws SQLException {
        UUID token = UUID.randomUUID();
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Claim claim = take(connection, partition, token);
                connection.commit();
                return claim;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private Claim take(Connection connection, int partition, UUID token) throws SQLException {
        try (Statement settings = connection.createStatement()) {
            settings.execute(CLAIM_SETTINGS);
        }
        try (PreparedStatement take = connection.prepareStatement(TAKE_POSITION)) {
            take.setObject(1, token);
            take.setString(2, source.topicName());
            take.setInt(3, partition);
            try (ResultSet row = take.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("the position inserted before is not there");
                }
                Position position =
                        new Position(
                                row.getLong(1), row.getObject(2, Integer.class), row.getBytes(3));
                return claim(partition, token, position, row.getBytes(4));
            }
        }
    }

    private static Claim claim(int partition, UUID token, Position position, byte[] acknowledged) {
        try {
            List<AcknowledgedOutput> last = OutboxCodec.decodeAcknowledged(acknowledged);
            return new Claim(partition, token, position, last, null);
        } catch (UnreadableRowException e) {
            return new Claim(partition, token, position, List.of(), e.getMessage());
        }
    }

    private void terminateBlockers(int partition) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement terminate = connection.prepareStatement(TERMINATE_BLOCKERS)) {
            terminate.setString(1, source.topicName());
            terminate.setInt(2, partition);
            try (ResultSet ended = terminate.executeQuery()) {
                while (ended.next()) {
                    LOG.warn(
                            "ended the database session of an owner that held partition {} of {}"
                                    + " for more than a second",
                            partition,
                            source.topicName());
                }
            }
        }
    }

    @Override
    public List<OutboxRow> outbox(int partition, long after) throws UnreadableRowException {
        List<OutboxRow> rows = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT_OUTBOX)) {
            select.setString(1, source.topicName());
            select.setInt(2, partition);
            select.setLong(3, after);
            select.setLong(4, OUTBOX_BYTES);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new OutboxRow(row.getLong(1), OutboxCodec.decode(row.getBytes(2))));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new StoreException("reading the outbox of partition " + partition, e);
        }
    }

    @Override
    public Batch begin() {
        try {
            Connection connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            return new JdbcBatch(connection, source, isPublishing);
        } catch (SQLException e) {
            throw new StoreException("beginning a transaction", e);
        }
    }
}
