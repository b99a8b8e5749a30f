package dev.kontor.account.store;

import dev.kontor.account.domain.Account;
import dev.kontor.events.codec.AccountEvents;
import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.Words;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The table `account`.
final class AccountTable {
    private static final String READ =
            """
            select tenant, account, status, overdraft_limit, posted, held, version, conflict_count,
                conflict_digests, updated_at, seen_at, opened
            from unnest(?::text[], ?::text[]) as asked (tenant, account)
            join account using (tenant, account)
            """;

    private static final String INSERT =
            """
            insert into account (tenant, account, status, overdraft_limit, posted, held,
                version, conflict_count, conflict_digests, updated_at, seen_at, currency, opened)
            select tenant, account, status, overdraft_limit, posted, held, version, conflict_count,
                string_to_array(conflict_digests, ' '), updated_at, seen_at, currency, opened
            from unnest(?::text[], ?::text[], ?::status[], ?::bigint[], ?::numeric[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[],
                    ?::text[], ?::bytea[])
                as opened (tenant, account, status, overdraft_limit, posted, held, version,
                    conflict_count, conflict_digests, updated_at, seen_at, currency, opened)
            """;

    private static final String UPDATE =
            """
            update account as kept
            set status = changed.status, overdraft_limit = changed.overdraft_limit,
                posted = changed.posted, held = changed.held, version = changed.version,
                conflict_count = changed.conflict_count,
                conflict_digests = string_to_array(changed.conflict_digests, ' '),
                updated_at = changed.updated_at, seen_at = changed.seen_at
            from unnest(?::text[], ?::text[], ?::status[], ?::bigint[], ?::numeric[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[],
                    ?::bigint[])
                as changed (tenant, account, status, overdraft_limit, posted, held, version,
                    conflict_count, conflict_digests, updated_at, seen_at, version_before)
            where kept.tenant = changed.tenant
                and kept.account = changed.account
                and kept.version = changed.version_before
            """;

    private AccountTable() {}

    static Map<AccountKey, Account> read(Connection connection, Collection<AccountKey> keys)
            throws SQLException {
        List<AccountKey> asked = List.copyOf(keys);
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            UnnestedColumns columns = new UnnestedColumns(connection, statement);
            columns.add("text", asked, key -> key.tenant().name());
            columns.add("text", asked, key -> key.id().text());
            Map<AccountKey, Account> found = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Account account = account(row);
                    found.put(account.key(), account);
                }
            }
            return found;
        }
    }

    static void insert(Connection connection, List<Account> accounts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            UnnestedColumns columns = new UnnestedColumns(connection, statement);
            addState(columns, accounts);
            columns.add("text", accounts, account -> account.currency().code());
            columns.addBytes(accounts, account -> AccountEvents.encode(account.opened()));
            statement.executeUpdate();
        }
    }

    static void update(Connection connection, List<AccountChange> changes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            UnnestedColumns columns = new UnnestedColumns(connection, statement);
            addState(columns, changes.stream().map(AccountChange::account).toList());
            columns.add("bigint", changes, AccountChange::versionBefore);
            int updated = statement.executeUpdate();
            if (updated != changes.size()) {
                throw new IllegalStateException(
                        "%d of %d accounts are kept at another version than was decided on"
                                .formatted(changes.size() - updated, changes.size()));
            }
        }
    }

    private static void addState(UnnestedColumns columns, List<Account> accounts)
            throws SQLException {
        columns.add("text", accounts, account -> account.key().tenant().name());
        columns.add("text", accounts, account -> account.key().id().text());
        columns.add("text", accounts, account -> Words.of(account.status()));
        columns.add("bigint", accounts, account -> account.overdraftLimit().minorOrNull());
        columns.add("numeric", accounts, account -> new BigDecimal(account.posted()));
        columns.add("bigint", accounts, Account::held);
        columns.add("bigint", accounts, Account::version);
        columns.add("bigint", accounts, account -> account.conflicts().count());
        columns.add("text", accounts, account -> Digests.joined(account.conflicts()));
        columns.add("bigint", accounts, account -> Micros.of(account.updatedAt()));
        columns.add("bigint", accounts, account -> Micros.of(account.time()));
    }

    private static Account account(ResultSet row) throws SQLException {
        AccountKey key =
                new AccountKey(new Tenant(row.getString(1)), new AccountId(row.getString(2)));
        long limit = row.getLong(4);
        boolean withoutLimit = row.wasNull();
        return new Account(
                opened(key, row.getBytes(12)),
                Words.read(AccountStatus.class, row.getString(3)),
                OverdraftLimit.of(withoutLimit ? null : limit),
                row.getBigDecimal(5).toBigIntegerExact(),
                row.getLong(6),
                row.getLong(7),
                Digests.read(row, 8, 9),
                Micros.toInstant(row.getLong(10)),
                Micros.toInstant(row.getLong(11)));
    }

    private static AccountEvent.Opened opened(AccountKey key, byte[] value) {
        try {
            return (AccountEvent.Opened) AccountEvents.decode(key.bytes(), value);
        } catch (UnreadableRecordException | FutureRecordException e) {
            throw new IllegalStateException("how " + key + " was opened cannot be read", e);
        }
    }
}
