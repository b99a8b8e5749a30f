package dev.kontor.events.model;

import java.math.BigInteger;

/// What one instruction changed at its account. Probes and refusals change nothing.
///
/// @param leg the position in the request, from 0
/// @param version the account's version after it
/// @param balanceAfter what is posted, in whole minor units, credits minus debits; holds and
///     releases leave it as it was
public record Posting(int leg, Action action, long version, BigInteger balanceAfter) {
    /// Whether it is at the account that the leg names; suspense is another.
    public boolean isAtOwnAccount() {
        return action != Action.SUSPENSE;
    }
}
