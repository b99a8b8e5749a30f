package dev.kontor.query.domain;

import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import org.jspecify.annotations.Nullable;

/// Counts requests that lost.
final class ConflictCount {
    private ConflictCount() {}

    /// @param digest null if it is only to be counted
    static Conflicts plus(Conflicts conflicts, @Nullable ContentDigest digest) {
        return digest == null
                ? new Conflicts(conflicts.count() + 1, conflicts.digests())
                : conflicts.plus(digest);
    }
}
