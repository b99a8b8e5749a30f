package dev.kontor.ledger.domain;

import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferCommandSnapshot;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A recorded command on a transfer.
///
/// @param rules the number of the rules it is decided by
/// @param amountMinor what was asked for, or what "all that is left" came to; null while unknown
/// @param rejection why it was rejected, or why something of it was returned
/// @param at when it was decided
record Command(
        UUID id,
        int rules,
        TransferCommand content,
        ContentDigest digest,
        Instant receivedAt,
        @Nullable Long amountMinor,
        CommandStatus status,
        @Nullable Rejection rejection,
        @Nullable Instant at,
        Claimants claimants) {

    static Command received(Change.CommandReceived change) {
        return new Command(
                change.id(),
                change.rules(),
                change.content(),
                change.digest(),
                change.receivedAt(),
                change.content().amountMinor(),
                CommandStatus.RECEIVED,
                null,
                null,
                Claimants.NONE);
    }

    boolean isDecided() {
        return status != CommandStatus.RECEIVED;
    }

    RequestKind kind() {
        return switch (content) {
            case TransferCommand.Capture capture -> RequestKind.CAPTURE;
            case TransferCommand.Void nothing -> RequestKind.VOID;
            case TransferCommand.Reversal reversal -> RequestKind.REVERSAL;
        };
    }

    TransferCommandSnapshot snapshot() {
        return new TransferCommandSnapshot(
                id,
                content,
                amountMinor,
                status,
                rejection,
                digest,
                claimants.conflicts(),
                receivedAt,
                at);
    }

    Command began(@Nullable Long amountMinor) {
        return new Command(
                id,
                rules,
                content,
                digest,
                receivedAt,
                amountMinor,
                status,
                rejection,
                at,
                claimants);
    }

    Command decided(CommandStatus status, @Nullable Rejection rejection, Instant at) {
        return new Command(
                id,
                rules,
                content,
                digest,
                receivedAt,
                amountMinor,
                status,
                rejection,
                at,
                claimants.answered());
    }

    Command with(Claimants claimants) {
        return new Command(
                id,
                rules,
                content,
                digest,
                receivedAt,
                amountMinor,
                status,
                rejection,
                at,
                claimants);
    }
}
