package dev.kontor.events.model;

import java.time.Instant;
import java.util.UUID;

/// A record of the topic `transfers`: what was asked, and what the accounts answered.
public sealed interface TransferRecord {
    /// The number of the rules it is decided by.
    int rules();

    TransferKey key();

    /// Written by request-service.
    record Requested(int rules, TransferKey key, TransferRequest request)
            implements TransferRecord {}

    /// Written by request-service.
    ///
    /// @param commandId unique below the transfer
    record Commanded(
            int rules, TransferKey key, UUID commandId, TransferCommand command, Instant receivedAt)
            implements TransferRecord {}

    /// The partition's clock has passed the expiry. Written by ledger-processor, until it takes
    /// effect.
    ///
    /// @param rules those of the transfer
    /// @param at what is compared with the expiry
    record ExpiryDue(int rules, TransferKey key, Instant at) implements TransferRecord {}

    /// Written by account-service.
    record Answered(Outcome outcome) implements TransferRecord {
        @Override
        public int rules() {
            return outcome.rules();
        }

        @Override
        public TransferKey key() {
            return outcome.id().transferKey();
        }
    }
}
