package dev.kontor.events.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The client's own id of a transfer, unique within its tenant, for ever.
public record TransferId(UUID uuid) {
    /// Reads the one form in which ids are written: 36 characters, in either case.
    ///
    /// @throws IllegalArgumentException if `text` is anything else, the shortened forms of
    ///     [UUID#fromString] included
    public static TransferId parse(String text) {
        return new TransferId(Uuids.parse(text));
    }

    /// @return the lower-case text
    @Override
    public String toString() {
        return uuid.toString();
    }

    // Written out, and so is the hash: see docs/performance.md.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof TransferId(UUID its) && uuid.equals(its));
    }

    @Override
    public int hashCode() {
        return uuid.hashCode();
    }
}
