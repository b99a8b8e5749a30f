package dev.kontor.query.store;

import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.Words;
import dev.kontor.query.domain.TransferView;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the tables `transfer` and `open_transfer`; decided ones of an account through
/// `transfer_account`.
final class TransferList {
    /// How many commands of each transfer a list shows: a page of those that have a thousand would
    /// be a million of them.
    private static final int LISTED_COMMANDS = 100;

    private static final String DECIDED_BY_ACCOUNT =
            """
            (select t.*
            from transfer_account a join transfer t on t.tenant = a.tenant and t.id = a.transfer_id
            where a.tenant = ? and a.account = ?
            """;

    /// Reads all that are open: few, unless those who decide them stand still.
    private static final String OPEN_BY_ACCOUNT =
            """
            )
            union all
            (select t.*
            from open_transfer t
            where t.tenant = ? and ? = any (t.leg_account)
            """;

    private TransferList() {}

    /// With all of its commands: the rules of transfers bound how many there are.
    static Optional<TransferSnapshot> find(Connection connection, TransferKey key)
            throws SQLException {
        List<TransferView> found =
                new Statement(TransferRow.SELECT)
                        .then(
                                "where t.tenant = ? and t.id = ?",
                                key.tenant().name(),
                                key.id().uuid())
                        .rows(connection, TransferRow::view);
        return withCommands(connection, found, Integer.MAX_VALUE).stream().findFirst();
    }

    /// With the last commands of each.
    static List<TransferSnapshot> page(
            Connection connection,
            Tenant tenant,
            TransferFilter filter,
            @Nullable TransferPosition after,
            boolean ascending,
            int limit)
            throws SQLException {
        List<TransferView> found =
                page(tenant, filter, after, ascending, limit).rows(connection, TransferRow::view);
        return withCommands(connection, found, LISTED_COMMANDS);
    }

    static Statement page(
            Tenant tenant,
            TransferFilter filter,
            @Nullable TransferPosition after,
            boolean ascending,
            int limit) {
        Order order = new Order(ascending, limit);
        if (filter.account() == null) {
            Statement page =
                    new Statement(TransferRow.SELECT).then("where t.tenant = ?", tenant.name());
            part(page, Columns.OF_TRANSFER, filter, after, order);
            return page;
        }
        String account = filter.account().text();
        Statement page = new Statement("").then(DECIDED_BY_ACCOUNT, tenant.name(), account);
        part(page, Columns.OF_TRANSFER_ACCOUNT, filter, after, order);
        page.then(OPEN_BY_ACCOUNT, tenant.name(), account);
        part(page, Columns.OF_TRANSFER, filter, after, order);
        page.then(")");
        return order.of(page, "received_at", "id");
    }

    /// What a list is chosen and ordered by, as the table calls it whose index is to be used.
    private record Columns(String time, String id, String status) {
        static final Columns OF_TRANSFER = new Columns("t.received_at", "t.id", "t.status");
        static final Columns OF_TRANSFER_ACCOUNT =
                new Columns("a.received_at", "a.transfer_id", "a.status");
    }

    private record Order(boolean ascending, int limit) {
        Statement of(Statement page, String time, String id) {
            String direction = ascending ? "asc" : "desc";
            return page.then(
                    "order by %s %s, %s %s limit ?".formatted(time, direction, id, direction),
                    limit);
        }
    }

    /// Goes on with all conditions, and with the order.
    private static void part(
            Statement page,
            Columns columns,
            TransferFilter filter,
            @Nullable TransferPosition after,
            Order order) {
        if (filter.status() != null) {
            page.then("and " + columns.status() + " = ?", Words.of(filter.status()));
        }
        if (filter.receivedFrom() != null) {
            page.then("and " + columns.time() + " >= ?", filter.receivedFrom());
        }
        if (filter.receivedTo() != null) {
            page.then("and " + columns.time() + " < ?", filter.receivedTo());
        }
        if (after != null) {
            page.then(
                    "and (%s, %s) %s (?, ?)"
                            .formatted(columns.time(), columns.id(), order.ascending() ? ">" : "<"),
                    after.receivedAt(),
                    after.id().uuid());
        }
        order.of(page, columns.time(), columns.id());
    }

    private static List<TransferSnapshot> withCommands(
            Connection connection, List<TransferView> views, int limit) throws SQLException {
        List<TransferSnapshot> transfers = views.stream().map(TransferView::transfer).toList();
        Map<TransferId, List<TransferCommandSnapshot>> commands =
                TransferCommandTable.last(
                        connection, transfers.stream().map(TransferSnapshot::key).toList(), limit);
        return transfers.stream()
                .map(transfer ->
                        transfer.withCommands(
                                commands.getOrDefault(transfer.key().id(), List.of())))
                .toList();
    }
}
