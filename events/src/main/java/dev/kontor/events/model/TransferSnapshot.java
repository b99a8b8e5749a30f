package dev.kontor.events.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A transfer as it is at one moment of its life: what clients are shown.
///
/// Amounts are whole minor units, summed over all legs. Where these have several currencies a sum
/// has no unit, and may be above [Money#MAX_MINOR]: then only the legs tell amounts.
///
/// @param results the newest of each leg's own account, in leg order; of legs nothing happened to,
///     none
/// @param rejection why it was rejected or returned
/// @param decidedAt when it left [TransferStatus#RECEIVED]
/// @param commands in the order in which they were received
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
        @Nullable Instant decidedAt,
        List<TransferCommandSnapshot> commands) {

    public TransferSnapshot {
        results = List.copyOf(results);
        commands = List.copyOf(commands);
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
                null,
                List.of());
    }

    /// @param results the newest of each leg's own account
    public TransferSnapshot with(
            Progress progress, List<LegResult> results, @Nullable Instant decidedAt) {
        return new TransferSnapshot(
                key,
                request,
                digest,
                progress.status(),
                results,
                progress.capturedAmount(),
                progress.releasedAmount(),
                progress.reversedAmount(),
                progress.returnedAmount(),
                progress.rejection(),
                conflicts,
                decidedAt,
                commands);
    }

    public TransferSnapshot withConflicts(Conflicts conflicts) {
        return new TransferSnapshot(
                key,
                request,
                digest,
                status,
                results,
                capturedAmount,
                releasedAmount,
                reversedAmount,
                returnedAmount,
                rejection,
                conflicts,
                decidedAt,
                commands);
    }

    public TransferSnapshot withCommands(List<TransferCommandSnapshot> commands) {
        return new TransferSnapshot(
                key,
                request,
                digest,
                status,
                results,
                capturedAmount,
                releasedAmount,
                reversedAmount,
                returnedAmount,
                rejection,
                conflicts,
                decidedAt,
                commands);
    }
}
