package dev.kontor.account.store;

import dev.kontor.account.domain.Command;
import org.jspecify.annotations.Nullable;

/// What a batch made of one command.
///
/// @param before what is kept so far; null if nothing is
public record CommandChange(@Nullable Command before, Command after) {
    public boolean isNew() {
        return before == null;
    }

    /// @return how many conflicts are kept so far
    long conflictsBefore() {
        return before == null ? 0 : before.conflicts().count();
    }
}
