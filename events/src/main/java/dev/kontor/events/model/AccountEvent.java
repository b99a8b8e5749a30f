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

    /// What an instruction did to its account: an entry, or a change of what is held.
    sealed interface Movement extends Numbered {
        TransferId transfer();

        RequestKind kind();

        /// The command below the transfer; null when the request is the transfer, or its expiry.
        @Nullable UUID requestId();

        int leg();

        Money amount();

        /// Whole minor units.
        long heldAfter();
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
            implements Movement {}

    /// An amount is reserved for a debit to come.
    ///
    /// @param balance what is posted, which it leaves as it was
    record HoldPlaced(
            int rules,
            AccountKey key,
            long version,
            TransferId transfer,
            RequestKind kind,
            @Nullable UUID requestId,
            int leg,
            Money amount,
            BigInteger balance,
            long heldAfter,
            Instant at)
            implements Movement {}

    /// A hold, or what was left of it, is reserved no longer, and nothing was taken. What is
    /// captured is an entry.
    ///
    /// @param kind of the request that asked for the release, not of the hold
    /// @param balance what is posted, which it leaves as it was
    record HoldReleased(
            int rules,
            AccountKey key,
            long version,
            TransferId transfer,
            RequestKind kind,
            @Nullable UUID requestId,
            int leg,
            Money amount,
            BigInteger balance,
            long heldAfter,
            Instant at)
            implements Movement {}

    /// A command is done or rejected.
    ///
    /// @param at when, by the account's time
    record CommandDecided(
            int rules,
            AccountKey key,
            long version,
            AccountCommandSnapshot command,
            AccountStatus statusAfter,
            OverdraftLimit limitAfter,
            Instant at)
            implements Numbered {}

    /// A command with other content came under the id of one of this account's, and lost.
    ///
    /// @param digest null once [Conflicts#MAX_DIGESTS] are known: from then on they are only
    ///     counted
    record CommandConflicted(
            int rules,
            AccountKey key,
            long version,
            UUID commandId,
            @Nullable ContentDigest digest,
            Instant at)
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

    /// For those who wait for a command, and no fact.
    record CommandAnswer(
            int rules, AccountSnapshot account, AccountCommandSnapshot command, List<Reply> replies)
            implements AccountEvent {
        public CommandAnswer {
            replies = List.copyOf(replies);
        }

        @Override
        public AccountKey key() {
            return account.key();
        }
    }

    /// There is no such account: the command leaves nothing, and its id is not spent.
    record CommandNotFound(int rules, AccountKey key, UUID commandId, List<Reply> replies)
            implements AccountEvent {
        public CommandNotFound {
            replies = List.copyOf(replies);
        }
    }
}
