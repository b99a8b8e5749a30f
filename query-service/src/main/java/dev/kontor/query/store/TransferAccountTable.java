package dev.kontor.query.store;

import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.Words;
import dev.kontor.processing.CopyRows;
import dev.kontor.query.domain.TransferView;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// The table `transfer_account`: of transfers that are not open any more.
final class TransferAccountTable {
    private static final String COPY =
            """
            copy transfer_account (tenant, account, received_at, transfer_id, status)
            from stdin (format binary)
            """;
    private static final int COLUMNS = 5;
    private static final String UPDATE =
            """
            update transfer_account a
            set status = n.status
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 as n (tenant, account, received_at, transfer_id, status)
            where a.tenant = n.tenant and a.account = n.account
              and a.received_at = n.received_at::timestamptz
              and a.transfer_id = n.transfer_id::uuid and a.status <> n.status
            """;

    private TransferAccountTable() {}

    /// A transfer seen from one of its accounts.
    private record Side(TransferSnapshot transfer, String account) {}

    static void insert(Connection connection, Collection<TransferView> views) throws SQLException {
        List<Side> sides =
                sides(views.stream().filter(view -> !TransferTable.isOpen(view)).toList());
        // Neighbours in the index one after the other: its pages are then at hand.
        sides.sort(Comparator.comparing(Side::account));
        CopyRows rows = new CopyRows();
        for (Side side : sides) {
            rows.row(COLUMNS)
                    .text(side.transfer().key().tenant().name())
                    .text(side.account())
                    .timestamptz(side.transfer().request().receivedAt())
                    .uuid(side.transfer().key().id().uuid())
                    .text(Words.of(side.transfer().status()));
        }
        rows.copyInto(connection, COPY);
    }

    static void update(Connection connection, Collection<TransferView> views) throws SQLException {
        List<Side> sides = sides(views);
        if (sides.isEmpty()) {
            return;
        }
        new Statement(UPDATE)
                .column(sides, side -> side.transfer().key().tenant())
                .column(sides, Side::account)
                .column(sides, side -> side.transfer().request().receivedAt())
                .column(sides, side -> side.transfer().key().id())
                .column(sides, side -> Words.of(side.transfer().status()))
                .execute(connection);
    }

    private static List<Side> sides(Collection<TransferView> views) {
        List<Side> sides = new ArrayList<>();
        for (TransferView view : views) {
            view.transfer().request().legs().stream()
                    .map(leg -> leg.account().text())
                    .distinct()
                    .forEach(account -> sides.add(new Side(view.transfer(), account)));
        }
        return sides;
    }
}
