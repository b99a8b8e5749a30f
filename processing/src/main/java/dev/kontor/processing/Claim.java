package dev.kontor.processing;

import java.util.List;
import java.util.UUID;

/// A partition as its new owner finds it.
///
/// @param token what the owner shows at the fence
/// @param acknowledged the last outputs to source topics that Kafka acknowledged
/// @param outbox what may not have been published yet, oldest first
record Claim(
        int partition,
        UUID token,
        Position position,
        List<AcknowledgedOutput> acknowledged,
        List<OutboxRow> outbox) {

    /// @param nextOffset the position after the batch whose outputs these are
    record OutboxRow(long nextOffset, List<Output> outputs) {}
}
