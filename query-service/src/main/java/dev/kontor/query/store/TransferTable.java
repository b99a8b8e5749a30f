package dev.kontor.query.store;

import dev.kontor.events.model.Leg;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.events.model.Words;
import dev.kontor.processing.CopyRows;
import dev.kontor.query.domain.TransferView;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tables `transfer` and `open_transfer`, as they are written; [TransferList] reads them.
///
/// A transfer that is received has its row in the one for open transfers, any other in the large
/// one.
final class TransferTable {
    private static final String COPY =
            """
            copy %s (%s)
            from stdin (format binary)
            """;
    private static final int COLUMN_COUNT = 29;
    private static final String UPDATE =
            """
            update transfer t
            set number = n.number::bigint, status = n.status, leg_version = n.leg_version::bigint[],
                leg_balance_after = n.leg_balance_after::numeric[],
                captured_amount = n.captured_amount::bigint,
                released_amount = n.released_amount::bigint,
                reversed_amount = n.reversed_amount::bigint,
                returned_amount = n.returned_amount::bigint, rejection = n.rejection,
                rejection_account = n.rejection_account,
                conflict_count = n.conflict_count::bigint,
                conflict_digests = n.conflict_digests::text[],
                decided_at = n.decided_at::timestamptz,
                posted_account = n.posted_account::text[],
                posted_version = n.posted_version::bigint[]
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 as n (tenant, id, number, status, leg_version, leg_balance_after, captured_amount,
                       released_amount, reversed_amount, returned_amount, rejection,
                       rejection_account, conflict_count, conflict_digests, decided_at,
                       posted_account, posted_version)
            where t.tenant = n.tenant and t.id = n.id::uuid
            """;

    private static final String DELETE_OPEN =
            """
            delete from open_transfer t
            using unnest(?::text[], ?::text[]) as n (tenant, id)
            where t.tenant = n.tenant and t.id = n.id::uuid
            returning t.tenant, t.id
            """;

    private TransferTable() {}

    static List<TransferView> load(Connection connection, Collection<TransferKey> keys)
            throws SQLException {
        return new Statement(TransferRow.SELECT)
                .then(
                        """
                        join unnest(?::text[], ?::text[]) as k (tenant, id)
                          on t.tenant = k.tenant and t.id = k.id::uuid
                        """)
                .column(keys, TransferKey::tenant)
                .column(keys, TransferKey::id)
                .rows(connection, TransferRow::view);
    }

    static void insert(Connection connection, Collection<TransferView> views) throws SQLException {
        CopyRows decided = new CopyRows();
        CopyRows open = new CopyRows();
        views.forEach(view -> add((isOpen(view) ? open : decided).row(COLUMN_COUNT), view));
        decided.copyInto(connection, COPY.formatted("transfer", TransferRow.COLUMNS));
        open.copyInto(connection, COPY.formatted("open_transfer", TransferRow.COLUMNS));
    }

    /// Whether it has no row in the large tables.
    static boolean isOpen(TransferView view) {
        return view.transfer().status() == TransferStatus.RECEIVED;
    }

    /// Takes those out that were open until now.
    ///
    /// @return which these are
    static Set<TransferKey> deleteOpen(Connection connection, Collection<TransferView> views)
            throws SQLException {
        if (views.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(
                new Statement(DELETE_OPEN)
                        .column(views, view -> view.transfer().key().tenant())
                        .column(views, view -> view.transfer().key().id())
                        .rows(connection, columns -> TransferRow.key(new Row(columns))));
    }

    /// Those that are in the large table already.
    static void update(Connection connection, Collection<TransferView> views) throws SQLException {
        if (views.isEmpty()) {
            return;
        }
        int updated =
                new Statement(UPDATE)
                        .column(views, view -> view.transfer().key().tenant())
                        .column(views, view -> view.transfer().key().id())
                        .column(views, TransferView::number)
                        .column(views, view -> Words.of(view.transfer().status()))
                        .column(views, view -> array(Results.versions(view.transfer())))
                        .column(views, view -> array(Results.balances(view.transfer())))
                        .column(views, view -> view.transfer().capturedAmount())
                        .column(views, view -> view.transfer().releasedAmount())
                        .column(views, view -> view.transfer().reversedAmount())
                        .column(views, view -> view.transfer().returnedAmount())
                        .column(views, view -> Rejections.refusal(view.transfer().rejection()))
                        .column(views, view -> Rejections.account(view.transfer().rejection()))
                        .column(views, view -> view.transfer().conflicts().count())
                        .column(views, view -> Digests.array(view.transfer().conflicts()))
                        .column(views, view -> view.transfer().decidedAt())
                        .column(views, view -> array(accounts(view)))
                        .column(views, view -> array(versions(view)))
                        .execute(connection);
        if (updated != views.size()) {
            throw new IllegalStateException(
                    "%d of %d transfers are there".formatted(updated, views.size()));
        }
    }

    private static void add(CopyRows row, TransferView view) {
        TransferSnapshot transfer = view.transfer();
        TransferRequest request = transfer.request();
        List<Leg> legs = request.legs();
        row.text(transfer.key().tenant().name())
                .uuid(transfer.key().id().uuid())
                .bigint(view.number())
                .text(Words.of(transfer.status()))
                .text(Words.of(request.capture()))
                .texts(legs.stream().map(leg -> leg.account().text()).toList())
                .texts(legs.stream().map(leg -> Words.of(leg.direction())).toList())
                .bigints(legs.stream().map(leg -> leg.amount().minor()).toList())
                .texts(legs.stream().map(leg -> leg.amount().currency().code()).toList())
                .bigints(Results.versions(transfer))
                .numerics(Results.balances(transfer))
                .bigint(transfer.capturedAmount())
                .bigint(transfer.releasedAmount())
                .bigint(transfer.reversedAmount())
                .bigint(transfer.returnedAmount())
                .text(Rejections.refusal(transfer.rejection()))
                .text(Rejections.account(transfer.rejection()))
                .text(request.description())
                .jsonb(Metadata.write(request.metadata()))
                .text(transfer.digest().text())
                .bigint(transfer.conflicts().count())
                .texts(Digests.texts(transfer.conflicts()))
                .timestamptz(request.expiresAt())
                .timestamptz(request.happenedAt())
                .timestamptz(request.sentAt())
                .timestamptz(request.receivedAt())
                .timestamptz(transfer.decidedAt())
                .texts(accounts(view))
                .bigints(versions(view));
    }

    private static List<String> accounts(TransferView view) {
        return AccountVersions.accounts(TransferRow.posted(view));
    }

    private static List<@Nullable Long> versions(TransferView view) {
        return AccountVersions.versions(TransferRow.posted(view));
    }

    /// An array literal of numbers, or of ids of accounts: neither holds what would need quoting.
    private static String array(List<?> elements) {
        return elements.stream()
                .map(element -> element == null ? "null" : element.toString())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
