package dev.kontor.query.store;

import dev.kontor.events.model.Leg;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferKey;
import dev.kontor.processing.JdbcTransaction;
import dev.kontor.processing.Transaction;
import dev.kontor.query.domain.AccountVersion;
import dev.kontor.query.domain.TransferView;
import dev.kontor.query.store.TransferCommandTable.CommandKey;
import dev.kontor.query.store.TransferCommandTable.Decided;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Transfers, which accounts they touch, and the commands on them.
public final class TransferStore
        implements ViewStore<TransferKey, TransferEvent.Numbered, TransferView> {

    @Override
    public Map<TransferKey, TransferView> load(
            Transaction transaction, Collection<TransferKey> keys) {
        Map<TransferKey, TransferView> views = HashMap.newHashMap(keys.size());
        try {
            TransferTable.load(JdbcTransaction.connection(transaction), keys)
                    .forEach(view -> views.put(view.transfer().key(), view));
        } catch (SQLException e) {
            throw JdbcTransaction.translate("reading transfers", e);
        }
        return views;
    }

    @Override
    public void write(
            Transaction transaction, Changes<TransferEvent.Numbered, TransferView> changes) {
        Connection connection = JdbcTransaction.connection(transaction);
        try {
            Set<TransferKey> wereOpen = TransferTable.deleteOpen(connection, changes.updated());
            List<TransferView> inserted = new ArrayList<>(changes.created());
            List<TransferView> updated = new ArrayList<>();
            for (TransferView view : changes.updated()) {
                (wereOpen.contains(view.transfer().key()) ? inserted : updated).add(view);
            }
            TransferTable.insert(connection, inserted);
            TransferAccountTable.insert(connection, inserted);
            TransferTable.update(connection, updated);
            TransferAccountTable.update(connection, updated);
            TransferCommandTable.write(connection, commands(changes));
        } catch (SQLException e) {
            throw JdbcTransaction.translate("writing transfers", e);
        }
    }

    private static CommandChanges<CommandKey, Decided> commands(
            Changes<TransferEvent.Numbered, TransferView> changes) {
        CommandChanges<CommandKey, Decided> commands = new CommandChanges<>();
        Map<TransferKey, List<Leg>> legs = new HashMap<>();
        for (List<TransferView> views : List.of(changes.created(), changes.updated())) {
            views.forEach(
                    view -> legs.put(view.transfer().key(), view.transfer().request().legs()));
        }
        for (List<TransferEvent.Numbered> facts : changes.facts().values()) {
            for (TransferEvent.Numbered fact : facts) {
                if (fact instanceof TransferEvent.CommandDecided decided) {
                    List<AccountVersion> posted =
                            AccountVersion.ofPostings(
                                    legs.getOrDefault(decided.key(), List.of()),
                                    decided.postings());
                    commands.decide(
                            new CommandKey(decided.key(), decided.command().id()),
                            new Decided(decided, posted));
                }
                if (fact instanceof TransferEvent.CommandConflicted conflicted) {
                    commands.conflict(
                            new CommandKey(conflicted.key(), conflicted.commandId()),
                            conflicted.digest());
                }
            }
        }
        return commands;
    }
}
