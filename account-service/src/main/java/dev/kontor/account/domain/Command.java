package dev.kontor.account.domain;

import dev.kontor.events.model.AccountCommandSnapshot;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;

/// One command on an account, which is decided as soon as it is read, and kept for ever.
///
/// @param decided what was decided, of which nothing changes
/// @param conflicts what came under its id later, with other content
public record Command(AccountEvent.CommandDecided decided, Conflicts conflicts) {

    static Command of(AccountEvent.CommandDecided decided) {
        return new Command(decided, Conflicts.NONE);
    }

    Command after(AccountEvent.CommandConflicted conflict) {
        return new Command(decided, conflicts.plus(conflict.digest()));
    }

    public CommandId id() {
        return new CommandId(decided.key(), decided.command().id());
    }

    public ContentDigest digest() {
        return decided.command().digest();
    }

    public AccountCommandSnapshot snapshot() {
        AccountCommandSnapshot first = decided.command();
        return new AccountCommandSnapshot(
                first.id(),
                first.content(),
                first.status(),
                first.refusal(),
                first.digest(),
                conflicts,
                first.receivedAt(),
                first.at());
    }
}
