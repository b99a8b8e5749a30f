package dev.kontor.events.model;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// How far below zero an account may go.
public sealed interface OverdraftLimit {
    /// @param minor whole minor units, 0 to [Money#MAX_MINOR]
    record Limited(long minor) implements OverdraftLimit {
        public Limited {
            if (minor < 0 || minor > Money.MAX_MINOR) {
                throw new IllegalArgumentException("not an overdraft limit: " + minor);
            }
        }
    }

    /// Without limit: the outside world, fees. Decided at opening and fixed.
    record Unlimited() implements OverdraftLimit {}

    /// @param minor as [Limited] has it; null: without limit
    static OverdraftLimit of(@Nullable Long minor) {
        return minor == null ? new Unlimited() : new Limited(minor);
    }

    /// @return whole minor units; null: without limit
    default @Nullable Long minorOrNull() {
        return switch (this) {
            case Limited(long minor) -> minor;
            case Unlimited() -> null;
        };
    }

    default boolean isUnlimited() {
        return this instanceof Unlimited;
    }

    /// @return posted − held + overdraft limit; null for an account without limit
    default @Nullable BigInteger available(BigInteger posted, long held) {
        return switch (this) {
            case Limited(long minor) ->
                    posted.subtract(BigInteger.valueOf(held)).add(BigInteger.valueOf(minor));
            case Unlimited() -> null;
        };
    }
}
