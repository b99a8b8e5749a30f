package dev.kontor.events.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A transfer as it is at one moment of its life: what clients are shown.
///
/// Amounts are whole minor units of the one currency; for a transfer of several they are 0 or all.
///
/// @param results of the legs posted so far, in leg order
/// @param rejection why it was rejected or returned
/// @param decidedAt when it left [TransferStatus#RECEIVED]
public record TransferSnapshot(
        TransferKey key,
        TransferRequest request,
        ContentDigest digest,
        TransferStatus status,
        List<LegResult> results,
        long capturedAmount,
        long releasedAmount,
        long reversedAmount,
        long returnedAmount,
        @Nullable Rejection rejection,
        Conflicts conflicts,
        @Nullable Instant decidedAt) {

    public TransferSnapshot {
        results = List.copyOf(results);
    }

    /// A transfer of which nothing is known yet but that it was asked for.
    public static TransferSnapshot received(TransferKey key, TransferRequest request) {
        return new TransferSnapshot(
                key,
                request,
                ContentDigest.of(request),
                TransferStatus.RECEIVED,
                List.of(),
                0,
                0,
                0,
                0,
                null,
                Conflicts.NONE,
                null);
    }
}
