package dev.kontor.account.domain;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountCommand.ChangeOverdraftLimit;
import dev.kontor.events.model.AccountCommand.Close;
import dev.kontor.events.model.AccountCommand.Freeze;
import dev.kontor.events.model.AccountCommand.Unfreeze;
import dev.kontor.events.model.AccountCommandSnapshot;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.InstructionRecord.AccountCommanded;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Reply.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What becomes of clients' commands on accounts. Each is decided at once and for ever, and is one
/// version of its account, rejected or not.
final class Commands {
    private Commands() {}

    /// @param account null if there is none
    /// @param known what has the id already; null if nothing has
    static Decision decide(
            AccountCommanded commanded, @Nullable Account account, @Nullable Command known) {
        if (account == null) {
            return new Decision.NobodyToCommand(CommandId.of(commanded));
        }
        ContentDigest digest = ContentDigest.of(commanded.command());
        return known == null
                ? new Decision.Commanded(decided(commanded, digest, account))
                : compare(commanded, digest, account, known);
    }

    private static Decision compare(
            AccountCommanded commanded, ContentDigest digest, Account account, Command known) {
        if (digest.equals(known.digest())) {
            return new Decision.AlreadyCommanded(known.id(), Standing.REPEAT);
        }
        if (!known.conflicts().records(digest)) {
            return new Decision.AlreadyCommanded(known.id(), Standing.CONFLICT);
        }
        return new Decision.CommandConflicted(
                new AccountEvent.CommandConflicted(
                        commanded.rules(),
                        commanded.key(),
                        account.version() + 1,
                        commanded.commandId(),
                        known.conflicts().kept(digest),
                        account.timeOf(commanded.receivedAt())));
    }

    private static AccountEvent.CommandDecided decided(
            AccountCommanded commanded, ContentDigest digest, Account account) {
        AccountCommand command = commanded.command();
        Refusal refusal = refusalOf(command, account);
        boolean done = refusal == null;
        Instant at = account.timeOf(commanded.receivedAt());
        return new AccountEvent.CommandDecided(
                commanded.rules(),
                commanded.key(),
                account.version() + 1,
                new AccountCommandSnapshot(
                        commanded.commandId(),
                        command,
                        done ? CommandStatus.DONE : CommandStatus.REJECTED,
                        refusal,
                        digest,
                        Conflicts.NONE,
                        commanded.receivedAt(),
                        at),
                done ? statusAfter(command, account) : account.status(),
                done ? limitAfter(command, account) : account.overdraftLimit(),
                at);
    }

    private static @Nullable Refusal refusalOf(AccountCommand command, Account account) {
        if (account.isClosed()) return Refusal.ACCOUNT_CLOSED;
        return isInStateFor(command, account) ? null : Refusal.INVALID_STATE;
    }

    /// Accounts without limit and suspense are there for everyone, for ever, and as they are.
    private static boolean isInStateFor(AccountCommand command, Account account) {
        if (account.isWithoutLimit() || account.isReserved()) return false;
        return switch (command) {
            case Freeze _ -> !account.isFrozen();
            case Unfreeze _ -> account.isFrozen();
            case Close _ -> account.isEmpty();
            case ChangeOverdraftLimit _ -> true;
        };
    }

    private static AccountStatus statusAfter(AccountCommand command, Account account) {
        return switch (command) {
            case Freeze _ -> AccountStatus.FROZEN;
            case Unfreeze _ -> AccountStatus.OPEN;
            case Close _ -> AccountStatus.CLOSED;
            case ChangeOverdraftLimit _ -> account.status();
        };
    }

    private static OverdraftLimit limitAfter(AccountCommand command, Account account) {
        return switch (command) {
            case Freeze _, Unfreeze _, Close _ -> account.overdraftLimit();
            case ChangeOverdraftLimit change -> change.limit();
        };
    }
}
