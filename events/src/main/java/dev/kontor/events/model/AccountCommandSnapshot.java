package dev.kontor.events.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A command on an account as it is at one moment.
///
/// @param refusal null unless it was rejected
/// @param at when it was decided
public record AccountCommandSnapshot(
        UUID id,
        AccountCommand content,
        CommandStatus status,
        @Nullable Refusal refusal,
        ContentDigest digest,
        Conflicts conflicts,
        Instant receivedAt,
        @Nullable Instant at) {}
