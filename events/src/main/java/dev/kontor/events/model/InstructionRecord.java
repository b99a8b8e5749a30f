package dev.kontor.events.model;

import java.time.Instant;
import java.util.UUID;

/// A record of the topic `instructions`: what an account is told.
public sealed interface InstructionRecord {
    /// The number of the rules it is decided by.
    int rules();

    AccountKey key();

    /// Written by ledger-processor.
    record Instructed(Instruction instruction) implements InstructionRecord {
        @Override
        public int rules() {
            return instruction.rules();
        }

        @Override
        public AccountKey key() {
            return instruction.id().account();
        }
    }

    /// Written by request-service.
    record OpeningRequested(int rules, AccountKey key, OpenAccount opening)
            implements InstructionRecord {}

    /// Written by request-service.
    ///
    /// @param commandId unique below the account
    record AccountCommanded(
            int rules, AccountKey key, UUID commandId, AccountCommand command, Instant receivedAt)
            implements InstructionRecord {}
}
