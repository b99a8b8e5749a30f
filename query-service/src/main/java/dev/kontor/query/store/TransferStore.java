package dev.kontor.query.store;

import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferKey;
import dev.kontor.processing.JdbcTransaction;
import dev.kontor.processing.Transaction;
import dev.kontor.query.domain.TransferView;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// Transfers, and which accounts they touch.
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
            TransferTable.insert(connection, changes.created());
            TransferAccountTable.insert(connection, changes.created());
            TransferTable.update(connection, changes.updated());
            TransferAccountTable.update(connection, changes.updated());
        } catch (SQLException e) {
            throw JdbcTransaction.translate("writing transfers", e);
        }
    }
}
