package dev.kontor.ledger.domain;

import dev.kontor.events.model.TransferKey;
import java.util.List;

/// What one record of the log changed in one transfer.
///
/// @param number from 1, per transfer, without a gap
/// @param changes at least one
public record Step(TransferKey key, int number, List<Change> changes) {
    public Step {
        changes = List.copyOf(changes);
        if (number < 1 || changes.isEmpty()) {
            throw new IllegalArgumentException("not a step: " + number);
        }
    }
}
