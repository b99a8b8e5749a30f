package dev.kontor.query.store;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferId;
import dev.kontor.processing.JdbcTransaction;
import dev.kontor.processing.Transaction;
import dev.kontor.query.domain.AccountFold;
import dev.kontor.query.store.AccountCommandTable.CommandKey;
import dev.kontor.query.store.CurrencyTotalTable.Addition;
import dev.kontor.query.store.HeldTable.HoldChange;
import dev.kontor.query.store.ImbalanceTable.Imbalance;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Accounts, their entries and holds, the commands on them, and what the trial balance is made of.
///
/// Used by one thread, the projection's.
public final class AccountStore
        implements ViewStore<AccountKey, AccountEvent.Numbered, AccountSnapshot> {
    /// How many imbalances may gather before those that balance are removed. A trial balance adds
    /// all of them up. Where more than that are left over, as many as those may: so each is swept a
    /// few times only.
    private static final int IMBALANCES_PER_SWEEP = 5_000;

    private int imbalancesSinceSweep;
    private int leftBySweep;

    @Override
    public Map<AccountKey, AccountSnapshot> load(
            Transaction transaction, Collection<AccountKey> keys) {
        Map<AccountKey, AccountSnapshot> accounts = HashMap.newHashMap(keys.size());
        try {
            AccountTable.load(JdbcTransaction.connection(transaction), keys)
                    .forEach(account -> accounts.put(account.key(), account));
        } catch (SQLException e) {
            throw JdbcTransaction.translate("reading accounts", e);
        }
        return accounts;
    }

    @Override
    public void write(
            Transaction transaction, Changes<AccountEvent.Numbered, AccountSnapshot> changes) {
        Connection connection = JdbcTransaction.connection(transaction);
        List<AccountEvent.EntryPosted> entries = new ArrayList<>();
        List<HoldChange> holds = new ArrayList<>();
        CommandChanges<CommandKey, AccountEvent.CommandDecided> commands = new CommandChanges<>();
        changes.facts()
                .values()
                .forEach(facts -> facts.forEach(fact -> sort(fact, entries, holds, commands)));
        try {
            AccountTable.insert(connection, changes.created());
            AccountTable.update(connection, changes.updated());
            EntryTable.insert(connection, entries);
            HeldTable.insert(connection, holds);
            AccountCommandTable.write(connection, commands);
            CurrencyTotalTable.add(connection, additions(changes));
            addImbalances(connection, imbalances(entries));
        } catch (SQLException e) {
            throw JdbcTransaction.translate("writing accounts", e);
        }
    }

    private void addImbalances(Connection connection, List<Imbalance> imbalances)
            throws SQLException {
        ImbalanceTable.add(connection, imbalances);
        imbalancesSinceSweep += imbalances.size();
        if (imbalancesSinceSweep > Math.max(IMBALANCES_PER_SWEEP, leftBySweep)) {
            leftBySweep = ImbalanceTable.sweep(connection);
            imbalancesSinceSweep = 0;
        }
    }

    private static void sort(
            AccountEvent.Numbered fact,
            List<AccountEvent.EntryPosted> entries,
            List<HoldChange> holds,
            CommandChanges<CommandKey, AccountEvent.CommandDecided> commands) {
        switch (fact) {
            case AccountEvent.EntryPosted entry -> entries.add(entry);
            case AccountEvent.HoldPlaced placed -> holds.add(HoldChange.of(placed));
            case AccountEvent.HoldReleased released -> holds.add(HoldChange.of(released));
            case AccountEvent.CommandDecided decided ->
                    commands.decide(new CommandKey(decided.key(), decided.command().id()), decided);
            case AccountEvent.CommandConflicted conflicted ->
                    commands.conflict(
                            new CommandKey(conflicted.key(), conflicted.commandId()),
                            conflicted.digest());
            case AccountEvent.Opened _, AccountEvent.OpeningConflicted _ -> {}
        }
    }

    private record TotalKey(Tenant tenant, String currency, int partition) {}

    private static Collection<Addition> additions(
            Changes<AccountEvent.Numbered, AccountSnapshot> changes) {
        Map<TotalKey, Addition> additions = new LinkedHashMap<>();
        changes.facts()
                .forEach((partition, facts) ->
                        facts.forEach(fact -> add(additions, partition, fact)));
        return additions.values();
    }

    private static void add(
            Map<TotalKey, Addition> additions, int partition, AccountEvent.Numbered fact) {
        Tenant tenant = fact.key().tenant();
        switch (fact) {
            case AccountEvent.Opened opened ->
                    merge(
                            additions,
                            new Addition(
                                    tenant,
                                    opened.opening().currency().code(),
                                    partition,
                                    BigInteger.ZERO,
                                    0,
                                    1));
            case AccountEvent.EntryPosted entry ->
                    merge(
                            additions,
                            new Addition(
                                    tenant,
                                    entry.amount().currency().code(),
                                    partition,
                                    AccountFold.signedAmount(entry),
                                    1,
                                    0));
            case AccountEvent.OpeningConflicted _,
                    AccountEvent.HoldPlaced _,
                    AccountEvent.HoldReleased _,
                    AccountEvent.CommandDecided _,
                    AccountEvent.CommandConflicted _ -> {}
        }
    }

    private static void merge(Map<TotalKey, Addition> additions, Addition more) {
        additions.merge(
                new TotalKey(more.tenant(), more.currency(), more.partition()),
                more,
                (a, b) ->
                        new Addition(
                                a.tenant(),
                                a.currency(),
                                a.partition(),
                                a.entrySum().add(b.entrySum()),
                                a.entries() + b.entries(),
                                a.accounts() + b.accounts()));
    }

    /// What balances by itself.
    ///
    /// @param command the command below the transfer; null: the transfer itself
    private record Flow(
            Tenant tenant, TransferId transfer, @Nullable UUID command, String currency) {}

    private static List<Imbalance> imbalances(List<AccountEvent.EntryPosted> entries) {
        Map<Flow, BigInteger> sums = new LinkedHashMap<>();
        for (AccountEvent.EntryPosted entry : entries) {
            sums.merge(
                    new Flow(
                            entry.key().tenant(),
                            entry.transfer(),
                            entry.requestId(),
                            entry.amount().currency().code()),
                    AccountFold.signedAmount(entry),
                    BigInteger::add);
        }
        return sums.entrySet().stream()
                .filter(sum -> sum.getValue().signum() != 0)
                .map(sum ->
                        new Imbalance(
                                sum.getKey().tenant(),
                                sum.getKey().transfer(),
                                sum.getKey().command(),
                                sum.getKey().currency(),
                                sum.getValue()))
                .toList();
    }
}
