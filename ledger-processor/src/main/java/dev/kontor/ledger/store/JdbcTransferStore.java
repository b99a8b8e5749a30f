package dev.kontor.ledger.store;

import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferKey;
import dev.kontor.ledger.domain.Step;
import dev.kontor.ledger.domain.Transfer;
import dev.kontor.ledger.domain.Transfers;
import dev.kontor.ledger.store.Steps.Authorized;
import dev.kontor.ledger.store.Steps.Placed;
import dev.kontor.processing.CopyRows;
import dev.kontor.processing.JdbcTransaction;
import dev.kontor.processing.Transaction;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// [TransferStore] in the tables `transfer_step`, `open_transfer` and `authorized_transfer`.
public final class JdbcTransferStore implements TransferStore {
    private static final String LOAD =
            """
            select step.tenant, step.transfer_id, step.step, step.changes
            from unnest(?::text[], ?::uuid[]) as wanted (tenant, transfer_id)
            join transfer_step as step
              on step.transfer_id = wanted.transfer_id and step.tenant = wanted.tenant
            order by step.transfer_id, step.tenant, step.step
            """;
    private static final String APPEND =
            """
            copy transfer_step (tenant, transfer_id, step, changes) from stdin (format binary)
            """;
    private static final String OPEN =
            """
            copy open_transfer (partition, tenant, transfer_id) from stdin (format binary)
            """;
    private static final String CLOSE =
            """
            delete from open_transfer as open
            using unnest(?::int[], ?::text[], ?::uuid[]) as closed (partition, tenant, transfer_id)
            where open.partition = closed.partition
              and open.transfer_id = closed.transfer_id
              and open.tenant = closed.tenant
            """;
    private static final String FIRST_OPEN =
            """
            select tenant, transfer_id
            from open_transfer
            where partition = ?
            order by transfer_id, tenant
            limit ?
            """;
    private static final String NEXT_OPEN =
            """
            select tenant, transfer_id
            from open_transfer
            where partition = ? and (transfer_id, tenant) > (?, ?)
            order by transfer_id, tenant
            limit ?
            """;

    private static final String AUTHORIZE =
            """
            copy authorized_transfer (partition, expires_at, transfer_id, tenant)
            from stdin (format binary)
            """;
    private static final String RESUME =
            """
            delete from authorized_transfer as resting
            using unnest(?::int[], ?::text[], ?::uuid[], ?::bigint[])
              as resumed (partition, tenant, transfer_id, expires_at)
            where resting.partition = resumed.partition
              and resting.expires_at = resumed.expires_at
              and resting.transfer_id = resumed.transfer_id
              and resting.tenant = resumed.tenant
            """;
    private static final String FIRST_AUTHORIZED =
            """
            select tenant, transfer_id, expires_at
            from authorized_transfer
            where partition = ?
            order by expires_at, transfer_id, tenant
            limit ?
            """;

    private final DataSource dataSource;

    /// @param dataSource for what is read outside of a transaction
    public JdbcTransferStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Map<TransferKey, Transfer> load(Transaction transaction, Set<TransferKey> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        try {
            return load(JdbcTransaction.connection(transaction), keys);
        } catch (SQLException e) {
            throw JdbcTransaction.translate("load transfers", e);
        }
    }

    @Override
    public void append(Transaction transaction, Steps steps) {
        Connection connection = JdbcTransaction.connection(transaction);
        try {
            appendSteps(connection, steps.steps());
            open(connection, steps.opened());
            close(connection, steps.closed());
            authorize(connection, steps.authorized());
            resume(connection, steps.resumed());
        } catch (SQLException e) {
            throw JdbcTransaction.translate("append steps", e);
        }
    }

    @Override
    public Map<TransferKey, Transfer> peek(Set<TransferKey> keys) {
        try (Connection connection = dataSource.getConnection()) {
            return load(connection, keys);
        } catch (SQLException e) {
            throw JdbcTransaction.translate("peek at transfers", e);
        }
    }

    @Override
    public List<TransferKey> open(int partition, @Nullable TransferKey after, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement(after == null ? FIRST_OPEN : NEXT_OPEN)) {
            int next = 1;
            select.setInt(next++, partition);
            if (after != null) {
                select.setObject(next++, after.id().uuid());
                select.setString(next++, after.tenant().name());
            }
            select.setInt(next, limit);
            List<TransferKey> keys = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    keys.add(key(rows));
                }
            }
            return keys;
        } catch (SQLException e) {
            throw JdbcTransaction.translate("read open transfers", e);
        }
    }

    @Override
    public List<Authorized> authorized(int partition, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(FIRST_AUTHORIZED)) {
            select.setInt(1, partition);
            select.setInt(2, limit);
            List<Authorized> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Instant expiresAt = Micros.toInstant(rows.getLong(3));
                    found.add(new Authorized(partition, key(rows), expiresAt));
                }
            }
            return found;
        } catch (SQLException e) {
            throw JdbcTransaction.translate("read authorized transfers", e);
        }
    }

    private static Map<TransferKey, Transfer> load(Connection connection, Set<TransferKey> keys)
            throws SQLException {
        Map<TransferKey, Transfer> transfers = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(LOAD)) {
            select.setArray(1, texts(connection, keys, key -> key.tenant().name()));
            select.setArray(2, uuids(connection, keys, key -> key.id().uuid()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Step step = StepCodec.decode(key(rows), rows.getInt(3), rows.getBytes(4));
                    transfers.compute(step.key(), (key, before) -> Transfers.apply(before, step));
                }
            }
        }
        return transfers;
    }

    private static TransferKey key(ResultSet rows) throws SQLException {
        return new TransferKey(
                new Tenant(rows.getString(1)), new TransferId(rows.getObject(2, UUID.class)));
    }

    private static void appendSteps(Connection connection, List<Step> steps) throws SQLException {
        if (steps.isEmpty()) {
            return;
        }
        CopyRows copy = new CopyRows();
        for (Step step : steps) {
            copy.row(4)
                    .text(step.key().tenant().name())
                    .uuid(step.key().id().uuid())
                    .integer(step.number())
                    .bytea(StepCodec.encode(step));
        }
        copy.copyInto(connection, APPEND);
    }

    private static void open(Connection connection, List<Placed> opened) throws SQLException {
        if (opened.isEmpty()) {
            return;
        }
        CopyRows copy = new CopyRows();
        for (Placed placed : opened) {
            copy.row(3)
                    .integer(placed.partition())
                    .text(placed.key().tenant().name())
                    .uuid(placed.key().id().uuid());
        }
        copy.copyInto(connection, OPEN);
    }

    private static void close(Connection connection, List<Placed> closed) throws SQLException {
        if (closed.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(CLOSE)) {
            delete.setArray(1, array(connection, "int4", closed, Placed::partition));
            delete.setArray(2, texts(connection, closed, placed -> placed.key().tenant().name()));
            delete.setArray(3, uuids(connection, closed, placed -> placed.key().id().uuid()));
            delete.executeUpdate();
        }
    }

    private static void authorize(Connection connection, List<Authorized> authorized)
            throws SQLException {
        if (authorized.isEmpty()) {
            return;
        }
        CopyRows copy = new CopyRows();
        for (Authorized each : authorized) {
            copy.row(4)
                    .integer(each.partition())
                    .bigint(Micros.of(each.expiresAt()))
                    .uuid(each.key().id().uuid())
                    .text(each.key().tenant().name());
        }
        copy.copyInto(connection, AUTHORIZE);
    }

    private static void resume(Connection connection, List<Authorized> resumed)
            throws SQLException {
        if (resumed.isEmpty()) {
            return;
        }
        try (PreparedStatement delete = connection.prepareStatement(RESUME)) {
            delete.setArray(1, array(connection, "int4", resumed, Authorized::partition));
            delete.setArray(2, texts(connection, resumed, each -> each.key().tenant().name()));
            delete.setArray(3, uuids(connection, resumed, each -> each.key().id().uuid()));
            delete.setArray(
                    4, array(connection, "int8", resumed, each -> Micros.of(each.expiresAt())));
            delete.executeUpdate();
        }
    }

    private static <T> Array texts(
            Connection connection, Collection<T> of, Function<T, String> text) throws SQLException {
        return array(connection, "text", of, text);
    }

    private static <T> Array uuids(Connection connection, Collection<T> of, Function<T, UUID> uuid)
            throws SQLException {
        return array(connection, "uuid", of, uuid);
    }

    private static <T> Array array(
            Connection connection, String type, Collection<T> of, Function<T, ?> element)
            throws SQLException {
        return connection.createArrayOf(type, of.stream().map(element).toArray());
    }
}
