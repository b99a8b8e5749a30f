package dev.kontor.account.store;

import dev.kontor.account.domain.Account;
import dev.kontor.account.domain.Command;
import dev.kontor.account.domain.CommandId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.InstructionId;
import dev.kontor.processing.JdbcTransaction;
import dev.kontor.processing.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The accounts, answers and commands in the schema `account`.
///
/// Each method is one statement, however large the batch.
public final class PostgresAccountStore implements AccountStore {

    @Override
    public Map<AccountKey, Account> readAccounts(
            Transaction transaction, Collection<AccountKey> keys) {
        return keys.isEmpty()
                ? Map.of()
                : query("read accounts", transaction, on -> AccountTable.read(on, keys));
    }

    @Override
    public Map<InstructionId, KeptAnswer> readAnswers(
            Transaction transaction, Collection<InstructionId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : query("read answers", transaction, on -> AnswerTable.read(on, ids));
    }

    @Override
    public Map<CommandId, Command> readCommands(
            Transaction transaction, Collection<CommandId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : query("read commands", transaction, on -> CommandTable.read(on, ids));
    }

    @Override
    public void keep(Transaction transaction, List<NewAnswer> answers) {
        if (!answers.isEmpty()) {
            update("keep answers", transaction, on -> AnswerTable.insert(on, answers));
        }
    }

    @Override
    public void write(Transaction transaction, List<AccountChange> changes) {
        List<Account> opened =
                changes.stream().filter(AccountChange::isNew).map(AccountChange::account).toList();
        if (!opened.isEmpty()) {
            update("insert accounts", transaction, on -> AccountTable.insert(on, opened));
        }
        List<AccountChange> changed = changes.stream().filter(change -> !change.isNew()).toList();
        if (!changed.isEmpty()) {
            update("update accounts", transaction, on -> AccountTable.update(on, changed));
        }
    }

    @Override
    public void writeCommands(Transaction transaction, List<CommandChange> changes) {
        List<Command> decided =
                changes.stream().filter(CommandChange::isNew).map(CommandChange::after).toList();
        if (!decided.isEmpty()) {
            update("insert commands", transaction, on -> CommandTable.insert(on, decided));
        }
        List<CommandChange> changed = changes.stream().filter(change -> !change.isNew()).toList();
        if (!changed.isEmpty()) {
            update("update commands", transaction, on -> CommandTable.update(on, changed));
        }
    }

    private static <T> T query(String doing, Transaction transaction, Query<T> query) {
        try {
            return query.on(JdbcTransaction.connection(transaction));
        } catch (SQLException e) {
            throw JdbcTransaction.translate(doing, e);
        }
    }

    private static void update(String doing, Transaction transaction, Update update) {
        try {
            update.on(JdbcTransaction.connection(transaction));
        } catch (SQLException e) {
            throw JdbcTransaction.translate(doing, e);
        }
    }

    @FunctionalInterface
    private interface Query<T> {
        T on(Connection connection) throws SQLException;
    }

    @FunctionalInterface
    private interface Update {
        void on(Connection connection) throws SQLException;
    }
}
