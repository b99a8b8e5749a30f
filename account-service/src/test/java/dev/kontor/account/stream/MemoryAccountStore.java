package dev.kontor.account.stream;

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
import dev.kontor.processing.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What PostgreSQL does for account-service, in memory: one transaction at a time, of which nothing
/// is there before [#commit].
final class MemoryAccountStore implements AccountStore, Transaction {
    private Map<AccountKey, Account> accounts = new HashMap<>();
    private Map<InstructionId, KeptAnswer> answers = new HashMap<>();
    private Map<AccountKey, Account> newAccounts = new HashMap<>();
    private Map<InstructionId, KeptAnswer> newAnswers = new HashMap<>();
    private Map<CommandId, Command> commands = new HashMap<>();
    private Map<CommandId, Command> newCommands = new HashMap<>();
    private int accountReads;
    private int answerReads;

    void begin() {
        newAccounts = new HashMap<>(accounts);
        newAnswers = new HashMap<>(answers);
        newCommands = new HashMap<>(commands);
    }

    void commit() {
        accounts = newAccounts;
        answers = newAnswers;
        commands = newCommands;
    }

    Map<AccountKey, Account> accounts() {
        return accounts;
    }

    Map<InstructionId, KeptAnswer> answers() {
        return answers;
    }

    Map<CommandId, Command> commands() {
        return commands;
    }

    /// How many accounts were asked for, and how often answers were looked up.
    List<Integer> reads() {
        return List.of(accountReads, answerReads);
    }

    @Override
    public boolean attempt(Write write) {
        Map<InstructionId, KeptAnswer> before = new HashMap<>(newAnswers);
        try {
            write.run();
            return true;
        } catch (DuplicateRowException e) {
            newAnswers = before;
            return false;
        }
    }

    @Override
    public Map<AccountKey, Account> readAccounts(
            Transaction transaction, Collection<AccountKey> keys) {
        accountReads += keys.size();
        Map<AccountKey, Account> found = new HashMap<>(newAccounts);
        found.keySet().retainAll(Set.copyOf(keys));
        return found;
    }

    @Override
    public Map<InstructionId, KeptAnswer> readAnswers(
            Transaction transaction, Collection<InstructionId> ids) {
        answerReads++;
        Map<InstructionId, KeptAnswer> kept = new HashMap<>(newAnswers);
        kept.keySet().retainAll(Set.copyOf(ids));
        return kept;
    }

    @Override
    public Map<CommandId, Command> readCommands(
            Transaction transaction, Collection<CommandId> ids) {
        Map<CommandId, Command> kept = new HashMap<>(newCommands);
        kept.keySet().retainAll(Set.copyOf(ids));
        return kept;
    }

    @Override
    public void keep(Transaction transaction, List<NewAnswer> answers) {
        for (NewAnswer answer : answers) {
            if (newAnswers.putIfAbsent(answer.id(), answer.answer()) != null) {
                throw new DuplicateRowException(new IllegalStateException(answer.id().toString()));
            }
        }
    }

    @Override
    public void write(Transaction transaction, List<AccountChange> changes) {
        for (AccountChange change : changes) {
            Account before = newAccounts.put(change.account().key(), change.account());
            long version = before == null ? AccountChange.NEW : before.version();
            if (version != change.versionBefore()) {
                throw new IllegalStateException("kept at version " + version + ": " + change);
            }
        }
    }

    @Override
    public void writeCommands(Transaction transaction, List<CommandChange> changes) {
        for (CommandChange change : changes) {
            Command before = newCommands.put(change.after().id(), change.after());
            if (!Objects.equals(before, change.before())) {
                throw new IllegalStateException("kept as " + before + ": " + change);
            }
        }
    }
}
