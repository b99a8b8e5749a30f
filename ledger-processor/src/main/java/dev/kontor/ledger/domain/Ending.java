package dev.kontor.ledger.domain;

import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.TransferStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a transfer ended.
///
/// @param returnedAmount whole minor units
public record Ending(
        TransferStatus status,
        long returnedAmount,
        @Nullable Rejection rejection,
        Instant decidedAt) {}
