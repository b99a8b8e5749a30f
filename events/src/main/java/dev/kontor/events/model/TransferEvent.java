package dev.kontor.events.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record of the topic `transfer-events`, written by ledger-processor.
public sealed interface TransferEvent {
    int rules();

    TransferKey key();

    /// A fact of a transfer's life: what views show.
    sealed interface Numbered extends TransferEvent {
        /// From 1, per transfer, without a gap.
        long number();
    }

    /// Always number 1.
    record Received(
            int rules, TransferKey key, long number, TransferRequest request, ContentDigest digest)
            implements Numbered {}

    /// @param results one for each leg, in leg order
    record Posted(
            int rules, TransferKey key, long number, List<LegResult> results, Instant decidedAt)
            implements Numbered {
        public Posted {
            results = List.copyOf(results);
        }
    }

    record Rejected(int rules, TransferKey key, long number, Rejection rejection, Instant decidedAt)
            implements Numbered {}

    /// Money was taken and all of it given back, because the other side would not have it.
    ///
    /// @param results of the legs that were posted before the return
    record Returned(
            int rules,
            TransferKey key,
            long number,
            List<LegResult> results,
            long returnedAmount,
            Rejection rejection,
            Instant decidedAt)
            implements Numbered {
        public Returned {
            results = List.copyOf(results);
        }
    }

    /// A request with other content came under this id, and lost.
    ///
    /// @param digest null once [Conflicts#MAX_DIGESTS] are known: from then on they are only
    ///     counted
    record Conflicted(
            int rules, TransferKey key, long number, @Nullable ContentDigest digest, Instant at)
            implements Numbered {}

    /// For those who wait, and no fact: carries no number.
    record Answer(int rules, TransferSnapshot transfer, List<Reply> replies)
            implements TransferEvent {
        public Answer {
            replies = List.copyOf(replies);
        }

        @Override
        public TransferKey key() {
            return transfer.key();
        }
    }
}
