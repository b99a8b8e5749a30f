package dev.kontor.processing;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A partition as its new owner finds it.
///
/// @param token what the owner shows at the fence
/// @param acknowledged the last outputs to source topics that Kafka acknowledged
/// @param fault why nobody may go on from here, though it is claimed; null: one may
record Claim(
        int partition,
        UUID token,
        Position position,
        List<AcknowledgedOutput> acknowledged,
        @Nullable String fault) {}
