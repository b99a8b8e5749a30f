package dev.kontor.events.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A command on a transfer as it is at one moment.
///
/// @param amountMinor what was asked for, or what "all that is left" came to, in whole minor units;
///     null while that is not known, and for voids
/// @param at when it was decided; null before
public record TransferCommandSnapshot(
        UUID id,
        TransferCommand content,
        @Nullable Long amountMinor,
        CommandStatus status,
        @Nullable Rejection rejection,
        ContentDigest digest,
        Conflicts conflicts,
        Instant receivedAt,
        @Nullable Instant at) {}
