package dev.kontor.events.model;

import org.jspecify.annotations.Nullable;

/// Where a transfer stands after something was decided. Amounts are whole minor units, summed over
/// all legs and currencies.
///
/// @param capturedAmount what the debit legs paid, returns not taken off
/// @param releasedAmount what was authorized and not captured, once the authorization has ended
/// @param rejection why the transfer was rejected, or why something was returned
public record Progress(
        TransferStatus status,
        long capturedAmount,
        long releasedAmount,
        long reversedAmount,
        long returnedAmount,
        @Nullable Rejection rejection) {}
