package dev.kontor.simulation;

import dev.kontor.account.domain.Account;
import dev.kontor.account.domain.Command;
import dev.kontor.account.domain.CommandId;
import dev.kontor.account.store.AccountChange;
import dev.kontor.account.store.AccountStore;
import dev.kontor.account.store.CommandChange;
import dev.kontor.account.store.KeptAnswer;
import dev.kontor.account.store.NewAnswer;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.InstructionId;
import dev.kontor.processing.DuplicateRowException;
import dev.kontor.processing.InMemoryStore;
import dev.kontor.processing.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The tables of account-service in memory: they move with the transactions of an [InMemoryStore].
final class AccountsInMemory implements AccountStore {
    private final Map<AccountKey, Account> accounts = new HashMap<>();
    private final Map<InstructionId, KeptAnswer> answers = new HashMap<>();
    private final Map<CommandId, Command> commands = new HashMap<>();
    private final Set<AccountKey> touched = new LinkedHashSet<>();

    /// @return the accounts that changed since this was asked last
    List<AccountKey> takeTouched() {
        List<AccountKey> taken = List.copyOf(touched);
        touched.clear();
        return taken;
    }

    Map<AccountKey, Account> accounts() {
        return accounts;
    }

    @Override
    public Map<AccountKey, Account> readAccounts(
            Transaction transaction, Collection<AccountKey> keys) {
        InMemoryStore.using(transaction);
        Map<AccountKey, Account> found = new HashMap<>();
        for (AccountKey key : keys) {
            Account account = accounts.get(key);
            if (account != null) {
                found.put(key, account);
            }
        }
        return found;
    }

    @Override
    public Map<InstructionId, KeptAnswer> readAnswers(
            Transaction transaction, Collection<InstructionId> ids) {
        InMemoryStore.using(transaction);
        Map<InstructionId, KeptAnswer> found = new HashMap<>();
        for (InstructionId id : ids) {
            KeptAnswer answer = answers.get(id);
            if (answer != null) {
                found.put(id, answer);
            }
        }
        return found;
    }

    @Override
    public Map<CommandId, Command> readCommands(
            Transaction transaction, Collection<CommandId> ids) {
        InMemoryStore.using(transaction);
        Map<CommandId, Command> found = new HashMap<>();
        for (CommandId id : ids) {
            Command command = commands.get(id);
            if (command != null) {
                found.put(id, command);
            }
        }
        return found;
    }

    @Override
    public void writeCommands(Transaction transaction, List<CommandChange> changes) {
        InMemoryStore.using(transaction);
        for (CommandChange change : changes) {
            CommandId id = change.after().id();
            Command before = commands.get(id);
            if (!Objects.equals(before, change.before())) {
                throw new IllegalStateException("kept is " + before + ", not " + change.before());
            }
            commands.put(id, change.after());
            InMemoryStore.written(
                    transaction,
                    () -> {
                        if (before == null) {
                            commands.remove(id);
                        } else {
                            commands.put(id, before);
                        }
                    });
        }
    }

    @Override
    public void keep(Transaction transaction, List<NewAnswer> added) {
        InMemoryStore.using(transaction);
        for (NewAnswer answer : added) {
            if (answers.putIfAbsent(answer.id(), answer.answer()) != null) {
                throw new DuplicateRowException(new IllegalStateException("answered already"));
            }
            InMemoryStore.written(transaction, () -> answers.remove(answer.id()));
        }
    }

    @Override
    public void write(Transaction transaction, List<AccountChange> changes) {
        InMemoryStore.using(transaction);
        for (AccountChange change : changes) {
            AccountKey key = change.account().key();
            Account before = accounts.get(key);
            long version = before == null ? AccountChange.NEW : before.version();
            if (version != change.versionBefore()) {
                throw new IllegalStateException("kept at version " + version + ": " + change);
            }
            accounts.put(key, change.account());
            touched.add(key);
            InMemoryStore.written(
                    transaction,
                    () -> {
                        if (before == null) {
                            accounts.remove(key);
                        } else {
                            accounts.put(key, before);
                        }
                        touched.add(key);
                    });
        }
    }
}
