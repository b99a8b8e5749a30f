package dev.kontor.query.store;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.TransferStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which transfers a list shows; null: whatever it is.
///
/// @param account has a leg in it
/// @param receivedFrom the first moment
/// @param receivedTo the moment after the last
public record TransferFilter(
        @Nullable AccountId account,
        @Nullable TransferStatus status,
        @Nullable Instant receivedFrom,
        @Nullable Instant receivedTo) {}
