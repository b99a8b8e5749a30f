package dev.kontor.query.store;

import dev.kontor.events.model.AccountCommandSnapshot;
import dev.kontor.events.model.AccountEvent.EntryPosted;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.query.store.ImbalanceTable.InFlight;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the API reads. All methods throw [ViewUnavailableException] if the database does not
/// answer.
///
/// Lists are ordered by what never changes of a row, and a page goes on after a row's place in that
/// order: so each row that was there from the start is on exactly one page, whatever is added
/// meanwhile.
public final class Views {
    private final ReadPool reads;

    public Views(ReadPool reads) {
        this.reads = reads;
    }

    public Optional<AccountSnapshot> account(AccountKey key) {
        return reads.read(connection -> AccountTable.find(connection, key));
    }

    /// In the order in which they were opened.
    public List<AccountSnapshot> accounts(
            Tenant tenant, @Nullable AccountPosition after, boolean ascending, int limit) {
        return reads.read(
                connection -> AccountTable.page(connection, tenant, after, ascending, limit));
    }

    /// A command, and its account as it is.
    public record CommandOnAccount(AccountCommandSnapshot command, AccountSnapshot account) {}

    public Optional<CommandOnAccount> accountCommand(AccountKey key, UUID command) {
        return reads.read(connection -> accountCommand(connection, key, command));
    }

    /// @return empty if there was no such account then
    public Optional<BalanceAt> balanceAt(AccountKey key, Instant at) {
        return reads.read(connection -> BalanceAt.find(connection, key, at));
    }

    /// In the order of their versions.
    ///
    /// @param after the version at which the page before ended
    /// @return empty if there is no such account
    public Optional<List<EntryPosted>> entries(
            AccountKey key, @Nullable Long after, boolean ascending, int limit) {
        return reads.read(connection -> entries(connection, key, after, ascending, limit));
    }

    public Optional<TransferSnapshot> transfer(TransferKey key) {
        return reads.read(connection -> TransferList.find(connection, key));
    }

    /// A command, and its transfer as it is.
    public record CommandOnTransfer(TransferCommandSnapshot command, TransferSnapshot transfer) {}

    public Optional<CommandOnTransfer> transferCommand(TransferKey key, UUID command) {
        return reads.read(connection -> transferCommand(connection, key, command));
    }

    /// In the order in which they were received.
    public List<TransferSnapshot> transfers(
            Tenant tenant,
            TransferFilter filter,
            @Nullable TransferPosition after,
            boolean ascending,
            int limit) {
        return reads.read(connection ->
                TransferList.page(connection, tenant, filter, after, ascending, limit));
    }

    /// By currency.
    public List<CurrencyBalance> trialBalance(Tenant tenant) {
        return reads.read(connection -> trialBalance(connection, tenant));
    }

    private static Optional<CommandOnAccount> accountCommand(
            Connection connection, AccountKey key, UUID command) throws SQLException {
        Optional<AccountSnapshot> account = AccountTable.find(connection, key);
        if (account.isEmpty()) {
            return Optional.empty();
        }
        return AccountCommandTable.find(connection, key, command)
                .map(found -> new CommandOnAccount(found, account.get()));
    }

    /// The command comes first: a transfer is a thousand times as large, and whoever waits for the
    /// command asks again and again.
    private static Optional<CommandOnTransfer> transferCommand(
            Connection connection, TransferKey key, UUID command) throws SQLException {
        Optional<TransferCommandSnapshot> found =
                TransferCommandTable.find(connection, key, command);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return TransferList.find(connection, key)
                .map(transfer -> new CommandOnTransfer(found.get(), transfer));
    }

    private static Optional<List<EntryPosted>> entries(
            Connection connection,
            AccountKey key,
            @Nullable Long after,
            boolean ascending,
            int limit)
            throws SQLException {
        Optional<AccountSnapshot> account = AccountTable.find(connection, key);
        if (account.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                EntryTable.page(
                        connection,
                        key,
                        account.get().opening().currency(),
                        after,
                        ascending,
                        limit));
    }

    private static List<CurrencyBalance> trialBalance(Connection connection, Tenant tenant)
            throws SQLException {
        Map<String, InFlight> inFlight =
                ImbalanceTable.inFlight(connection, tenant).stream()
                        .collect(Collectors.toMap(InFlight::currency, Function.identity()));
        return CurrencyTotalTable.sum(connection, tenant).stream()
                .map(total -> {
                    InFlight open =
                            inFlight.getOrDefault(
                                    total.currency(),
                                    new InFlight(total.currency(), BigInteger.ZERO, 0));
                    return new CurrencyBalance(
                            total.currency(),
                            total.entrySum(),
                            open.amount().negate(),
                            open.transfers(),
                            total.accounts(),
                            total.entries());
                })
                .toList();
    }
}
