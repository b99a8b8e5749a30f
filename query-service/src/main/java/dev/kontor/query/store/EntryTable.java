package dev.kontor.query.store;

import dev.kontor.events.model.AccountEvent.EntryPosted;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.TransferId;
import dev.kontor.processing.CopyRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `entry`.
final class EntryTable {
    private static final String SELECT =
            """
            select version, transfer_id, command_id, leg, kind, action, amount, balance_after,
                   held_after, posted_at, effective_at, rules
            from entry
            """;
    private static final String COPY =
            """
            copy entry (tenant, account, version, transfer_id, command_id, leg, kind, action,
                        amount, balance_after, held_after, posted_at, effective_at, rules)
            from stdin (format binary)
            """;
    private static final int COLUMNS = 14;

    private EntryTable() {}

    static void insert(Connection connection, Collection<EntryPosted> entries) throws SQLException {
        CopyRows rows = new CopyRows();
        for (EntryPosted entry : entries) {
            rows.row(COLUMNS)
                    .text(entry.key().tenant().name())
                    .text(entry.key().id().text())
                    .bigint(entry.version())
                    .uuid(entry.transfer().uuid())
                    .uuid(entry.requestId())
                    .integer(entry.leg())
                    .text(Words.of(entry.direction()))
                    .text(Words.of(entry.action()))
                    .bigint(entry.amount().minor())
                    .numeric(entry.balanceAfter())
                    .bigint(entry.heldAfter())
                    .timestamptz(entry.postedAt())
                    .timestamptz(entry.effectiveAt())
                    .integer(entry.rules());
        }
        rows.copyInto(connection, COPY);
    }

    /// @param after the version at which the page before ended
    static List<EntryPosted> page(
            Connection connection,
            AccountKey account,
            Currency currency,
            @Nullable Long after,
            boolean ascending,
            int limit)
            throws SQLException {
        return page(account, after, ascending, limit)
                .rows(connection, columns -> entry(account, currency, columns));
    }

    static Statement page(AccountKey account, @Nullable Long after, boolean ascending, int limit) {
        Statement page =
                new Statement(SELECT)
                        .then(
                                "where tenant = ? and account = ?",
                                account.tenant().name(),
                                account.id().text());
        if (after != null) {
            page.then(ascending ? "and version > ?" : "and version < ?", after);
        }
        return page.then(
                ascending ? "order by version limit ?" : "order by version desc limit ?", limit);
    }

    private static EntryPosted entry(AccountKey account, Currency currency, ResultSet columns)
            throws SQLException {
        Row row = new Row(columns);
        return new EntryPosted(
                (int) row.number("rules"),
                account,
                row.number("version"),
                new TransferId(columns.getObject("transfer_id", UUID.class)),
                RequestKind.TRANSFER,
                columns.getObject("command_id", UUID.class),
                (int) row.number("leg"),
                row.word("action", Action.class),
                row.word("kind", Direction.class),
                new Money(row.number("amount"), currency),
                row.wide("balance_after"),
                row.number("held_after"),
                row.time("posted_at"),
                row.time("effective_at"));
    }
}
