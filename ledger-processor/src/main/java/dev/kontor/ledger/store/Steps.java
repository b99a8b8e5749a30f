package dev.kontor.ledger.store;

import dev.kontor.events.model.TransferKey;
import dev.kontor.ledger.domain.Step;
import java.time.Instant;
import java.util.List;

/// What one batch adds to the store.
///
/// @param steps of each transfer in the order of their numbers
/// @param opened transfers that have something under way at the end of the batch and had nothing
///     before
/// @param closed transfers that have nothing under way at the end of the batch and had before
/// @param authorized transfers that rest authorized at the end of the batch and did not before
/// @param resumed transfers that rested authorized before the batch and do not at its end
public record Steps(
        List<Step> steps,
        List<Placed> opened,
        List<Placed> closed,
        List<Authorized> authorized,
        List<Authorized> resumed) {
    public Steps {
        steps = List.copyOf(steps);
        opened = List.copyOf(opened);
        closed = List.copyOf(closed);
        authorized = List.copyOf(authorized);
        resumed = List.copyOf(resumed);
    }

    /// A transfer, and the partition of the log that it belongs to.
    public record Placed(int partition, TransferKey key) {}

    /// @param expiresAt from when on it is due to expire
    public record Authorized(int partition, TransferKey key, Instant expiresAt) {}
}
