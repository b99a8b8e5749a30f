package dev.kontor.events.model;

import org.jspecify.annotations.Nullable;

/// One account's part in a transfer.
///
/// @param hint what request-service knew of the account when it stamped the request; no part of
///     what the client asked
public record Leg(
        AccountId account, Direction direction, Money amount, @Nullable AccountFacts hint) {
    /// What the client asked.
    public Leg withoutHint() {
        return new Leg(account, direction, amount, null);
    }
}
