package dev.kontor.ledger.store;

import dev.kontor.events.model.TransferKey;
import dev.kontor.ledger.domain.Step;
import java.util.List;

/// What one batch adds to the store.
///
/// @param steps of each transfer in the order of their numbers
/// @param opened transfers that are new and not final at the end of the batch
/// @param closed transfers that were open before the batch and are final at its end
public record Steps(List<Step> steps, List<Placed> opened, List<Placed> closed) {
    public Steps {
        steps = List.copyOf(steps);
        opened = List.copyOf(opened);
        closed = List.copyOf(closed);
    }

    /// A transfer, and the partition of the log that it belongs to.
    public record Placed(int partition, TransferKey key) {}
}
