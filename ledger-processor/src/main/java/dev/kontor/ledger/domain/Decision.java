package dev.kontor.ledger.domain;

import dev.kontor.events.model.Reply;
import org.jspecify.annotations.Nullable;

/// What a record of the log means for its transfer.
public sealed interface Decision {
    /// @param step null if nothing changes
    /// @param reply who is to be told at once how the transfer stands after the step
    record Decided(@Nullable Step step, @Nullable Reply reply) implements Decision {}

    /// The record breaks an invariant: deciding anything from it could lose money in silence.
    record Broken(String reason) implements Decision {}
}
