package dev.kontor.events.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
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

    /// All is held, and nothing has moved.
    record Authorized(
            int rules, TransferKey key, long number, List<Posting> postings, Instant decidedAt)
            implements Numbered {
        public Authorized {
            postings = List.copyOf(postings);
        }
    }

    /// An automatic transfer has moved, all of it or the most.
    ///
    /// @param results one for each leg, in leg order; empty where there are postings, which came
    ///     later and tell more
    /// @param postings what its instructions changed, in leg order and for one leg in the order in
    ///     which they were done
    /// @param rejection why something was returned
    record Posted(
            int rules,
            TransferKey key,
            long number,
            List<LegResult> results,
            List<Posting> postings,
            long returnedAmount,
            @Nullable Rejection rejection,
            Instant decidedAt)
            implements Numbered {
        public Posted {
            results = List.copyOf(results);
            postings = List.copyOf(postings);
        }
    }

    /// @param postings holds and their releases
    record Rejected(
            int rules,
            TransferKey key,
            long number,
            List<Posting> postings,
            Rejection rejection,
            Instant decidedAt)
            implements Numbered {
        public Rejected {
            postings = List.copyOf(postings);
        }
    }

    /// Money was taken and all of it given back, because the other side would not have it.
    ///
    /// @param results of the legs that were posted before the return; empty where there are
    ///     postings
    record Returned(
            int rules,
            TransferKey key,
            long number,
            List<LegResult> results,
            List<Posting> postings,
            long returnedAmount,
            Rejection rejection,
            Instant decidedAt)
            implements Numbered {
        public Returned {
            results = List.copyOf(results);
            postings = List.copyOf(postings);
        }
    }

    /// An authorization came to its end by time, and what was left of it is released.
    ///
    /// @param progress of the transfer after it
    record Expired(
            int rules,
            TransferKey key,
            long number,
            List<Posting> postings,
            Progress progress,
            Instant at)
            implements Numbered {
        public Expired {
            postings = List.copyOf(postings);
        }
    }

    /// A capture, void or reversal is done or rejected.
    ///
    /// @param postings what its instructions changed
    /// @param progress of the transfer after it
    record CommandDecided(
            int rules,
            TransferKey key,
            long number,
            TransferCommandSnapshot command,
            List<Posting> postings,
            Progress progress)
            implements Numbered {
        public CommandDecided {
            postings = List.copyOf(postings);
        }
    }

    /// A command with other content came under the id of one of this transfer's, and lost.
    ///
    /// @param digest null once [Conflicts#MAX_DIGESTS] are known: from then on they are only
    ///     counted
    record CommandConflicted(
            int rules,
            TransferKey key,
            long number,
            UUID commandId,
            @Nullable ContentDigest digest,
            Instant at)
            implements Numbered {}

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

    /// For those who wait for a command, and no fact.
    record CommandAnswer(
            int rules,
            TransferSnapshot transfer,
            TransferCommandSnapshot command,
            List<Reply> replies)
            implements TransferEvent {
        public CommandAnswer {
            replies = List.copyOf(replies);
        }

        @Override
        public TransferKey key() {
            return transfer.key();
        }
    }

    /// There is no such transfer: the command leaves nothing, and its id is not spent.
    record CommandNotFound(int rules, TransferKey key, UUID commandId, List<Reply> replies)
            implements TransferEvent {
        public CommandNotFound {
            replies = List.copyOf(replies);
        }
    }
}
