package dev.kontor.ledger.domain;

import java.time.Instant;
import java.util.UUID;

/// What waits for its turn until that which is under way has ended.
sealed interface Waiting {
    record ForCommand(UUID id) implements Waiting {}

    /// @param at the time of the record that made it due
    record ForExpiry(Instant at) implements Waiting {}
}
