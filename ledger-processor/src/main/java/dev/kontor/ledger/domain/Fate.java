package dev.kontor.ledger.domain;

import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.TransferStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a transfer stands.
///
/// @param rejection why it was rejected, or why something was returned: what came first
/// @param decidedAt when it left [TransferStatus#RECEIVED]
record Fate(TransferStatus status, @Nullable Rejection rejection, @Nullable Instant decidedAt) {
    static final Fate OPEN = new Fate(TransferStatus.RECEIVED, null, null);

    Fate with(TransferStatus status) {
        return new Fate(status, rejection, decidedAt);
    }

    /// @param why null: nothing was returned
    Fate returning(@Nullable Rejection why) {
        return rejection == null ? new Fate(status, why, decidedAt) : this;
    }
}
