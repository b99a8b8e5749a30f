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

/// Reads the table `transfer`; by account through `transfer_account`.
final class TransferList {
    /// How many commands of each transfer a list shows: a page of those that have a thousand would
    /// be a million of them.
    private static final int LISTED_COMMANDS = 100;

    private static final String BY_ACCOUNT =
            """
            from transfer_account a join transfer t on t.tenant = a.tenant and t.id = a.transfer_id
            where a.tenant = ? and a.account = ?
            """;

    private TransferList() {}

    /// With all of its commands: the rules of transfers bound how many there are.
    static Optional<TransferSnapshot> find(Connection connection, TransferKey key)
            throws SQLException {
        List<TransferView> found =
                new Statement(TransferRow.SELECT)
                        .then(
                                "from transfer t where t.tenant = ? and t.id = ?",
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
        Statement page = new Statement(TransferRow.SELECT);
        String time = "t.received_at";
        String id = "t.id";
        String status = "t.status";
        if (filter.account() == null) {
            page.then("from transfer t where t.tenant = ?", tenant.name());
        } else {
            page.then(BY_ACCOUNT, tenant.name(), filter.account().text());
            time = "a.received_at";
            id = "a.transfer_id";
            status = "a.status";
        }
        if (filter.status() != null) {
            page.then("and " + status + " = ?", Words.of(filter.status()));
        }
        if (filter.receivedFrom() != null) {
            page.then("and " + time + " >= ?", filter.receivedFrom());
        }
        if (filter.receivedTo() != null) {
            page.then("and " + time + " < ?", filter.receivedTo());
        }
        if (after != null) {
            page.then(
                    "and (%s, %s) %s (?, ?)".formatted(time, id, ascending ? ">" : "<"),
                    after.receivedAt(),
                    after.id().uuid());
        }
        String direction = ascending ? "asc" : "desc";
        return page.then(
                "order by %s %s, %s %s limit ?".formatted(time, direction, id, direction), limit);
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
