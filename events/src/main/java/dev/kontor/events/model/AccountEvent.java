package dev.kontor.events.model;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record of the topic `account-events`, written by account-service.
public sealed interface AccountEvent {
    int rules();

    AccountKey key();

    /// A fact of an account's life: what views show.
    sealed interface Numbered extends AccountEvent {
        /// The account's version after it: from 1 without a gap.
        long version();
    }

    /// Always version 1.
    record Opened(
            int rules,
            AccountKey key,
            long version,
            OpenAccount opening,
            ContentDigest digest,
            Instant at)
            implements Numbered {}

    /// One leg of one transfer, as it was applied.
    ///
    /// @param requestId the command below the transfer; null when the request is the transfer
    /// @param balanceAfter posted balance, whole minor units, credits minus debits
    /// @param heldAfter whole minor units
    record EntryPosted(
            int rules,
            AccountKey key,
            long version,
            TransferId transfer,
            RequestKind kind,
            @Nullable UUID requestId,
            int leg,
            Action action,
            Direction direction,
            Money amount,
            BigInteger balanceAfter,
            long heldAfter,
            Instant postedAt,
            Instant effectiveAt)
            implements Numbered {}

    /// The account was opened again with other content, which lost.
    ///
    /// @param digest null once [Conflicts#MAX_DIGESTS] are known: from then on they are only
    ///     counted
    record OpeningConflicted(
            int rules, AccountKey key, long version, @Nullable ContentDigest digest, Instant at)
            implements Numbered {}

    /// For those who wait, and no fact: carries no version of its own.
    record Answer(int rules, AccountSnapshot account, List<Reply> replies) implements AccountEvent {
        public Answer {
            replies = List.copyOf(replies);
        }

        @Override
        public AccountKey key() {
            return account.key();
        }
    }
}
