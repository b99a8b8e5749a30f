package dev.kontor.account.domain;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.Outcome;
import dev.kontor.events.model.Reply.Standing;
import org.jspecify.annotations.Nullable;

/// What follows from a record: everything that [Accounts#apply] needs, and all that is published.
public sealed interface Decision {

    /// The instruction is done: money moved, or is held, or is held no longer.
    ///
    /// @param fingerprint of the instruction; a repeat must have the same
    /// @param opened the suspense account, if this was the first that came to it
    record Done(
            long fingerprint,
            Outcome outcome,
            AccountEvent.@Nullable Opened opened,
            AccountEvent.Movement movement)
            implements Decision {}

    /// The rules of money forbid it. The answer is kept all the same.
    record Refused(long fingerprint, Outcome outcome) implements Decision {}

    /// A probe's answer; nothing is kept.
    record Probed(Outcome outcome) implements Decision {}

    /// It was answered before: that answer is sent again, and nothing changes.
    record Repeated(InstructionId id) implements Decision {}

    record Opened(AccountEvent.Opened event) implements Decision {}

    /// Another opening was first, and this one lost.
    record Conflicted(AccountEvent.OpeningConflicted event) implements Decision {}

    /// Nothing changes: the account is open by this very content, or it is known already that this
    /// content lost.
    record AlreadyOpen(AccountKey key, Standing standing) implements Decision {}

    /// The command is done, or the rules forbid it; either way its id is spent.
    record Commanded(AccountEvent.CommandDecided event) implements Decision {}

    /// Another command had this id first, and this one lost.
    record CommandConflicted(AccountEvent.CommandConflicted event) implements Decision {}

    /// Nothing changes: the command was decided before, or it is known already that this content
    /// lost.
    record AlreadyCommanded(CommandId id, Standing standing) implements Decision {}

    /// There is no account to keep the command with.
    record NobodyToCommand(CommandId id) implements Decision {}

    /// What cannot be has happened; going on could lose money in silence.
    record Broken(String reason) implements Decision {}
}
