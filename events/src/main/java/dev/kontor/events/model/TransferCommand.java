package dev.kontor.events.model;

import org.jspecify.annotations.Nullable;

/// What a client asks of a transfer that is there. Its kind is part of its content.
public sealed interface TransferCommand {
    CommandKind kind();

    /// @return whole minor units; null for all that is left, and for what has no amount
    @Nullable Long amountMinor();

    /// Take what was authorized, or a part of it.
    ///
    /// @param amountMinor null for all that is left
    /// @param isFinal whether what is left after it is released
    record Capture(@Nullable Long amountMinor, boolean isFinal) implements TransferCommand {
        public Capture {
            check(amountMinor);
        }

        @Override
        public CommandKind kind() {
            return CommandKind.CAPTURE;
        }
    }

    /// Release what was authorized and is not captured.
    @SuppressWarnings("AvoidCommonTypeNames") // it is what clients call it
    record Void() implements TransferCommand {
        @Override
        public CommandKind kind() {
            return CommandKind.VOID;
        }

        @Override
        public @Nullable Long amountMinor() {
            return null;
        }
    }

    /// Move money the other way.
    ///
    /// @param amountMinor null for all that is left
    record Reversal(@Nullable Long amountMinor, @Nullable String reason)
            implements TransferCommand {
        public Reversal {
            check(amountMinor);
        }

        @Override
        public CommandKind kind() {
            return CommandKind.REVERSAL;
        }
    }

    private static void check(@Nullable Long amountMinor) {
        if (amountMinor != null && (amountMinor < 1 || amountMinor > Money.MAX_MINOR)) {
            throw new IllegalArgumentException("not an amount: " + amountMinor);
        }
    }
}
