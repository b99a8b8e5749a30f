package dev.kontor.request.web;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.events.model.Words;

/// What became of a line of a bulk: its transfer's status, or why there is no transfer of its own.
enum BulkStatus {
    RECEIVED,
    AUTHORIZED,
    POSTED,
    REJECTED,
    VOIDED,
    EXPIRED,
    RETURNED,
    INVALID,
    UNKNOWN,
    CONFLICT;

    static BulkStatus of(TransferStatus status) {
        return switch (status) {
            case RECEIVED -> RECEIVED;
            case AUTHORIZED -> AUTHORIZED;
            case POSTED -> POSTED;
            case REJECTED -> REJECTED;
            case VOIDED -> VOIDED;
            case EXPIRED -> EXPIRED;
            case RETURNED -> RETURNED;
        };
    }

    @JsonValue
    String text() {
        return Words.of(this);
    }

    /// Whether that is what a client wants.
    ///
    /// @param waits whether the client wants to hear the outcome
    boolean isGood(boolean waits) {
        return switch (this) {
            case POSTED, AUTHORIZED -> true;
            case RECEIVED -> !waits;
            case REJECTED, VOIDED, EXPIRED, RETURNED, INVALID, UNKNOWN, CONFLICT -> false;
        };
    }
}
