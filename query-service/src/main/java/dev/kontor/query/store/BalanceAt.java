package dev.kontor.query.store;

import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.query.store.AccountCommandTable.LimitChange;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The balance of an account as it was at a time, by the account's own times.
///
/// @param version the account's version at which it became so
/// @param posted whole minor units, credits minus debits
/// @param held whole minor units
public record BalanceAt(
        AccountSnapshot account,
        Instant at,
        long version,
        BigInteger posted,
        long held,
        OverdraftLimit limit) {

    /// @return posted − held + overdraft limit; null for an account without limit
    public @Nullable BigInteger available() {
        return limit.available(posted, held);
    }

    /// What is posted and held from a version on.
    private record Balance(long version, BigInteger posted, long held) {}

    /// @return empty if there was no such account then
    static Optional<BalanceAt> find(Connection connection, AccountKey key, Instant at)
            throws SQLException {
        Optional<AccountSnapshot> found = AccountTable.find(connection, key);
        if (found.isEmpty() || found.get().openedAt().isAfter(at)) {
            return Optional.empty();
        }
        AccountSnapshot account = found.get();
        Balance balance =
                newer(
                        read(connection, EntryTable.lastUntil(key, account.version(), at)),
                        read(connection, HeldTable.lastUntil(key, at)));
        LimitChange limit =
                AccountCommandTable.limitAt(connection, key, at)
                        .orElseGet(() -> new LimitChange(1, account.opening().overdraftLimit()));
        return Optional.of(
                new BalanceAt(
                        account,
                        at,
                        Math.max(balance.version(), limit.version()),
                        balance.posted(),
                        balance.held(),
                        limit.limit()));
    }

    private static Balance read(Connection connection, Statement last) throws SQLException {
        return last
                .rows(
                        connection,
                        columns -> {
                            Row row = new Row(columns);
                            return new Balance(
                                    row.number("version"), row.wide("posted"), row.number("held"));
                        })
                .stream()
                .findFirst()
                .orElse(new Balance(1, BigInteger.ZERO, 0));
    }

    private static Balance newer(Balance one, Balance other) {
        return one.version() > other.version() ? one : other;
    }
}
