package dev.kontor.events.model;

/// A record of the topic `transfers`: what was asked, and what the accounts answered.
public sealed interface TransferRecord {
    /// The number of the rules it is decided by.
    int rules();

    TransferKey key();

    /// Written by request-service.
    record Requested(int rules, TransferKey key, TransferRequest request)
            implements TransferRecord {}

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
