package dev.kontor.account.store;

import dev.kontor.account.domain.Account;
import dev.kontor.account.domain.Command;
import dev.kontor.account.domain.CommandId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.InstructionId;
import dev.kontor.processing.DuplicateRowException;
import dev.kontor.processing.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What is kept of all partitions.
public interface AccountStore {
    /// @return those of `keys` that exist
    Map<AccountKey, Account> readAccounts(Transaction transaction, Collection<AccountKey> keys);

    /// @return those of `ids` that have been answered
    Map<InstructionId, KeptAnswer> readAnswers(
            Transaction transaction, Collection<InstructionId> ids);

    /// @return those of `ids` that have been decided
    Map<CommandId, Command> readCommands(Transaction transaction, Collection<CommandId> ids);

    /// @throws DuplicateRowException if one of the instructions has been answered already; the
    ///     transaction can then only be undone to before this call
    void keep(Transaction transaction, List<NewAnswer> answers);

    /// @throws IllegalStateException if an account is kept at another version than the change says:
    ///     what was decided on is not what is kept
    void write(Transaction transaction, List<AccountChange> changes);

    /// @throws IllegalStateException if a command is kept with other conflicts than the change says
    void writeCommands(Transaction transaction, List<CommandChange> changes);
}
