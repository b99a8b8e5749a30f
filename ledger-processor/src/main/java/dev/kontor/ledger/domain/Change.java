package dev.kontor.ledger.domain;

import dev.kontor.events.model.Action;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.Reply;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happened to a transfer. Its state is the fold of these, and nothing else.
public sealed interface Change {
    /// Always the first. The request is under way from then on.
    ///
    /// @param rules the number of the rules it is decided by, which all that follows carries
    record Received(int rules, TransferRequest request, ContentDigest digest) implements Change {}

    /// Someone waits for the outcome.
    record ReplyKept(Reply reply) implements Change {}

    /// The leg's account is told to do something, for what is under way.
    ///
    /// @param amountMinor whole minor units; [#WHOLE_LEG]: the leg's amount
    record Asked(int leg, Action action, long amountMinor) implements Change {
        public static final long WHOLE_LEG = 0;
    }

    /// The leg's account answered.
    record Answered(int leg, Action action, Instant at, Result result) implements Change {}

    /// All that may be refused is held: commands or the expiry decide what becomes of it.
    record Authorized(Instant decidedAt) implements Change {}

    /// @param rejection why something was returned; null: all went through
    record Posted(@Nullable Rejection rejection, Instant decidedAt) implements Change {}

    record Rejected(Rejection rejection, Instant decidedAt) implements Change {}

    /// @param rejection why nothing went through
    record Returned(Rejection rejection, Instant decidedAt) implements Change {}

    /// A request with other content came under the transfer's id, and lost.
    ///
    /// @param digest null if there is no room for more: it is counted only
    /// @param at when the loser was received
    record Conflicted(@Nullable ContentDigest digest, Instant at) implements Change {}

    /// A command waits for its turn.
    record CommandReceived(
            int rules, UUID id, TransferCommand content, ContentDigest digest, Instant receivedAt)
            implements Change {}

    /// Someone waits for the outcome of a command.
    record CommandReplyKept(UUID id, Reply reply) implements Change {}

    /// The first that waits is under way, and it is this command.
    ///
    /// @param amountMinor what it is to move; null: nothing
    record CommandBegan(UUID id, @Nullable Long amountMinor) implements Change {}

    /// A command under way has ended, or one that waits is rejected before it was under way.
    ///
    /// @param rejection why it was rejected, or why something of it was returned
    /// @param transfer how the transfer stands after it
    record CommandDecided(
            UUID id,
            CommandStatus status,
            @Nullable Rejection rejection,
            TransferStatus transfer,
            Instant at)
            implements Change {}

    /// A command with other content came under the command's id, and lost.
    record CommandConflicted(UUID id, @Nullable ContentDigest digest, Instant at)
            implements Change {}

    /// The expiry is due, and waits for its turn.
    record ExpiryReceived(Instant at) implements Change {}

    /// The first that waits is under way, and it is the expiry.
    record ExpiryBegan() implements Change {}

    /// The first that waits is the expiry, and the transfer has ended without it.
    record ExpiryIgnored() implements Change {}

    /// @param status how the transfer ended by it
    record Expired(TransferStatus status, Instant at) implements Change {}
}
