package dev.kontor.events.model;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account as it is at one version: what clients are shown.
///
/// @param opening the original request
/// @param posted whole minor units, credits minus debits
/// @param held whole minor units reserved by open holds
public record AccountSnapshot(
        AccountKey key,
        OpenAccount opening,
        ContentDigest digest,
        AccountStatus status,
        OverdraftLimit overdraftLimit,
        BigInteger posted,
        long held,
        long version,
        Instant openedAt,
        Instant updatedAt,
        Conflicts conflicts) {

    /// @return posted − held + overdraft limit; null for an account without limit
    public @Nullable BigInteger available() {
        return overdraftLimit.available(posted, held);
    }
}
