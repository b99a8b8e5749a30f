package dev.kontor.query.store;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.Words;
import dev.kontor.processing.CopyRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table `account`.
final class AccountTable {
    private static final String SELECT =
            """
            select tenant, id, version, currency, status, overdraft_limit, posted, held, opened_at,
                   updated_at, opening_limit, opening_received_at, metadata, content_digest,
                   conflict_count, conflict_digests
            from account
            """;
    private static final String COPY =
            """
            copy account (tenant, id, version, currency, status, overdraft_limit, posted, held,
                          opened_at, updated_at, opening_limit, opening_received_at, metadata,
                          content_digest, conflict_count, conflict_digests)
            from stdin (format binary)
            """;
    private static final int COLUMNS = 16;
    private static final String UPDATE =
            """
            update account a
            set version = n.version::bigint, status = n.status,
                overdraft_limit = n.overdraft_limit::bigint, posted = n.posted::numeric,
                held = n.held::bigint, updated_at = n.updated_at::timestamptz,
                conflict_count = n.conflict_count::bigint,
                conflict_digests = n.conflict_digests::text[]
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[])
                 as n (tenant, id, version, status, overdraft_limit, posted, held, updated_at,
                       conflict_count, conflict_digests)
            where a.tenant = n.tenant and a.id = n.id
            """;

    private AccountTable() {}

    static List<AccountSnapshot> load(Connection connection, Collection<AccountKey> keys)
            throws SQLException {
        return new Statement(SELECT)
                .then("where (tenant, id) in (select * from unnest(?::text[], ?::text[]))")
                .column(keys, AccountKey::tenant)
                .column(keys, AccountKey::id)
                .rows(connection, AccountTable::account);
    }

    static void insert(Connection connection, Collection<AccountSnapshot> accounts)
            throws SQLException {
        CopyRows rows = new CopyRows();
        for (AccountSnapshot account : accounts) {
            rows.row(COLUMNS)
                    .text(account.key().tenant().name())
                    .text(account.key().id().text())
                    .bigint(account.version())
                    .text(account.opening().currency().code())
                    .text(Words.of(account.status()))
                    .bigint(account.overdraftLimit().minorOrNull())
                    .numeric(account.posted())
                    .bigint(account.held())
                    .timestamptz(account.openedAt())
                    .timestamptz(account.updatedAt())
                    .bigint(account.opening().overdraftLimit().minorOrNull())
                    .timestamptz(account.opening().receivedAt())
                    .jsonb(Metadata.write(account.opening().metadata()))
                    .text(account.digest().text())
                    .bigint(account.conflicts().count())
                    .texts(Digests.texts(account.conflicts()));
        }
        rows.copyInto(connection, COPY);
    }

    static void update(Connection connection, Collection<AccountSnapshot> accounts)
            throws SQLException {
        if (accounts.isEmpty()) {
            return;
        }
        int updated =
                new Statement(UPDATE)
                        .column(accounts, account -> account.key().tenant())
                        .column(accounts, account -> account.key().id())
                        .column(accounts, AccountSnapshot::version)
                        .column(accounts, account -> Words.of(account.status()))
                        .column(accounts, account -> account.overdraftLimit().minorOrNull())
                        .column(accounts, AccountSnapshot::posted)
                        .column(accounts, AccountSnapshot::held)
                        .column(accounts, AccountSnapshot::updatedAt)
                        .column(accounts, account -> account.conflicts().count())
                        .column(accounts, account -> Digests.array(account.conflicts()))
                        .execute(connection);
        if (updated != accounts.size()) {
            throw new IllegalStateException(
                    "%d of %d accounts are there".formatted(updated, accounts.size()));
        }
    }

    static Optional<AccountSnapshot> find(Connection connection, AccountKey key)
            throws SQLException {
        return new Statement(SELECT)
                        .then("where tenant = ? and id = ?", key.tenant().name(), key.id().text())
                        .rows(connection, AccountTable::account)
                        .stream()
                        .findFirst();
    }

    static List<AccountSnapshot> page(
            Connection connection,
            Tenant tenant,
            @Nullable AccountPosition after,
            boolean ascending,
            int limit)
            throws SQLException {
        return page(tenant, after, ascending, limit).rows(connection, AccountTable::account);
    }

    static Statement page(
            Tenant tenant, @Nullable AccountPosition after, boolean ascending, int limit) {
        Statement page = new Statement(SELECT).then("where tenant = ?", tenant.name());
        if (after != null) {
            page.then(
                    ascending ? "and (opened_at, id) > (?, ?)" : "and (opened_at, id) < (?, ?)",
                    after.openedAt(),
                    after.id().text());
        }
        return page.then(
                ascending
                        ? "order by opened_at, id limit ?"
                        : "order by opened_at desc, id desc limit ?",
                limit);
    }

    private static AccountSnapshot account(ResultSet columns) throws SQLException {
        Row row = new Row(columns);
        return new AccountSnapshot(
                new AccountKey(new Tenant(row.text("tenant")), new AccountId(row.text("id"))),
                new OpenAccount(
                        Currency.of(row.text("currency")),
                        row.limit("opening_limit"),
                        Metadata.read(row.text("metadata")),
                        row.time("opening_received_at")),
                new ContentDigest(row.text("content_digest")),
                row.word("status", AccountStatus.class),
                row.limit("overdraft_limit"),
                row.wide("posted"),
                row.number("held"),
                row.number("version"),
                row.time("opened_at"),
                row.time("updated_at"),
                row.conflicts());
    }
}
