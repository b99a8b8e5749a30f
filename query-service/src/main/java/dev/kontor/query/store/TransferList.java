package dev.kontor.query.store;

import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.query.domain.TransferView;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the table `transfer`; by account through `transfer_account`.
final class TransferList {
    private static final String BY_ACCOUNT =
            """
            from transfer_account a join transfer t on t.tenant = a.tenant and t.id = a.transfer_id
            where a.tenant = ? and a.account = ?
            """;

    private TransferList() {}

    static Optional<TransferSnapshot> find(Connection connection, TransferKey key)
            throws SQLException {
        return new Statement(TransferRow.SELECT)
                        .then(
                                "from transfer t where t.tenant = ? and t.id = ?",
                                key.tenant().name(),
                                key.id().uuid())
                        .rows(connection, TransferRow::view)
                        .stream()
                        .map(TransferView::transfer)
                        .findFirst();
    }

    static List<TransferSnapshot> page(
            Connection connection,
            Tenant tenant,
            TransferFilter filter,
            @Nullable TransferPosition after,
            boolean ascending,
            int limit)
            throws SQLException {
        return page(tenant, filter, after, ascending, limit)
                .rows(connection, TransferRow::view)
                .stream()
                .map(TransferView::transfer)
                .toList();
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
}
