package dev.kontor.query.store;

import dev.kontor.events.model.AccountEvent.EntryPosted;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.Words;
import dev.kontor.processing.CopyRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table `entry`.
final class EntryTable {
    private static final String SELECT =
            """
            select version, transfer_id, command_id, leg, kind, action, amount, balance_after,
                   held_after, posted_at, effective_at, rules, request_kind
            from entry
            """;
    private static final String COPY =
            """
            copy entry (tenant, account, version, transfer_id, command_id, leg, kind, action,
                        amount, balance_after, held_after, posted_at, effective_at, rules,
                        request_kind)
            from stdin (format binary)
            """;
    private static final int COLUMNS = 15;

    /// Halves, step by step, what the entry can be among: versions and times of an account grow
    /// together, and the primary key finds the first entry from any version on.
    private static final String LAST_UNTIL =
            """
            with recursive search (low, high) as (
                select 0::bigint, ?::bigint
                union all
                select case when probe.posted_at <= ? then probe.version else s.low end,
                       case when probe.posted_at <= ? then s.high else s.middle - 1 end
                from (select low, high, low + (high - low + 1) / 2 as middle
                      from search
                      where low < high) s
                left join lateral (select e.version, e.posted_at
                                   from entry e
                                   where e.tenant = ? and e.account = ?
                                     and e.version >= s.middle
                                   order by e.version
                                   limit 1) probe on true
            )
            select e.version, e.balance_after as posted, e.held_after as held
            from search s
            join entry e on e.tenant = ? and e.account = ? and e.version = s.low
            where s.low = s.high
            """;

    private EntryTable() {}

    static void insert(Connection connection, Collection<EntryPosted> entries) throws SQLException {
        // Neighbours in the index one after the other: its pages are then at hand.
        List<EntryPosted> byAccount = new ArrayList<>(entries);
        byAccount.sort(Comparator.comparing(entry -> entry.key().id().text()));
        CopyRows rows = new CopyRows();
        for (EntryPosted entry : byAccount) {
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
                    .integer(entry.rules())
                    .text(kind(entry));
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

    /// @param last a version that no entry of the account is beyond
    /// @return reads the balance after the last entry until then; no row: there is none
    static Statement lastUntil(AccountKey account, long last, Instant at) {
        String tenant = account.tenant().name();
        String id = account.id().text();
        return new Statement(LAST_UNTIL)
                .value(last)
                .value(at)
                .value(at)
                .value(tenant)
                .value(id)
                .value(tenant)
                .value(id);
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

    private static @Nullable String kind(EntryPosted entry) {
        return entry.kind() == RequestKind.TRANSFER ? null : Words.of(entry.kind());
    }

    private static EntryPosted entry(AccountKey account, Currency currency, ResultSet columns)
            throws SQLException {
        Row row = new Row(columns);
        String kind = row.optionalText("request_kind");
        return new EntryPosted(
                (int) row.number("rules"),
                account,
                row.number("version"),
                new TransferId(row.uuid("transfer_id")),
                kind == null ? RequestKind.TRANSFER : Words.read(RequestKind.class, kind),
                row.optionalUuid("command_id"),
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
