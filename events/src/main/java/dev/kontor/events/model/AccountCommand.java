package dev.kontor.events.model;

import org.jspecify.annotations.Nullable;

/// What a client asks of an account that is there. Its kind is part of its content.
public sealed interface AccountCommand {
    /// Let nothing be taken from it.
    record Freeze(@Nullable String reason) implements AccountCommand {}

    record Unfreeze(@Nullable String reason) implements AccountCommand {}

    /// For ever.
    record Close(@Nullable String reason) implements AccountCommand {}

    /// @param limitMinor whole minor units, 0 to [Money#MAX_MINOR]; below what is used, too
    record ChangeOverdraftLimit(long limitMinor) implements AccountCommand {
        public ChangeOverdraftLimit {
            if (limitMinor < 0 || limitMinor > Money.MAX_MINOR) {
                throw new IllegalArgumentException("not an overdraft limit: " + limitMinor);
            }
        }

        public OverdraftLimit limit() {
            return new OverdraftLimit.Limited(limitMinor);
        }
    }

    /// @return the name of its kind for clients and in digests
    default String kind() {
        return switch (this) {
            case Freeze _ -> "freeze";
            case Unfreeze _ -> "unfreeze";
            case Close _ -> "close";
            case ChangeOverdraftLimit _ -> "change_overdraft_limit";
        };
    }
}
