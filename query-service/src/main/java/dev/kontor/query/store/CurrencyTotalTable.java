package dev.kontor.query.store;

import dev.kontor.events.model.Tenant;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/// The table `currency_total`.
final class CurrencyTotalTable {
    private static final String ADD =
            """
            insert into currency_total as t
                   (tenant, currency, partition, entry_sum, entries, accounts)
            select tenant, currency, partition::integer, entry_sum::numeric, entries::bigint,
                   accounts::bigint
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 as n (tenant, currency, partition, entry_sum, entries, accounts)
            on conflict (tenant, currency, partition) do update
            set entry_sum = t.entry_sum + excluded.entry_sum,
                entries = t.entries + excluded.entries,
                accounts = t.accounts + excluded.accounts
            """;
    private static final String SUM =
            """
            select currency, sum(entry_sum) as entry_sum, sum(entries) as entries,
                   sum(accounts) as accounts
            from currency_total
            where tenant = ?
            group by currency
            order by currency
            """;

    private CurrencyTotalTable() {}

    /// What a batch adds to one row.
    record Addition(
            Tenant tenant,
            String currency,
            int partition,
            BigInteger entrySum,
            long entries,
            long accounts) {}

    /// What all partitions make.
    record Total(String currency, BigInteger entrySum, long entries, long accounts) {}

    static void add(Connection connection, Collection<Addition> additions) throws SQLException {
        if (additions.isEmpty()) {
            return;
        }
        new Statement(ADD)
                .column(additions, Addition::tenant)
                .column(additions, Addition::currency)
                .column(additions, Addition::partition)
                .column(additions, Addition::entrySum)
                .column(additions, Addition::entries)
                .column(additions, Addition::accounts)
                .execute(connection);
    }

    static List<Total> sum(Connection connection, Tenant tenant) throws SQLException {
        return new Statement(SUM)
                .value(tenant.name())
                .rows(
                        connection,
                        columns -> {
                            Row row = new Row(columns);
                            return new Total(
                                    row.text("currency"),
                                    row.wide("entry_sum"),
                                    row.number("entries"),
                                    row.number("accounts"));
                        });
    }
}
