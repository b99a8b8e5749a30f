package dev.kontor.ledger.domain;

import dev.kontor.events.model.Action;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.Reply;
import dev.kontor.events.model.TransferRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What happened to a transfer. Its state is the fold of these, and nothing else.
public sealed interface Change {
    /// Always the first.
    ///
    /// @param rules the number of the rules it is decided by, which all that follows carries
    record Received(int rules, TransferRequest request, ContentDigest digest) implements Change {}

    /// Someone waits for the outcome.
    record ReplyKept(Reply reply) implements Change {}

    /// The leg's account is told to do something.
    record Asked(int leg, Action action) implements Change {}

    /// The leg's account answered.
    record Answered(int leg, Action action, Instant at, Result result) implements Change {}

    record Posted(Instant decidedAt) implements Change {}

    record Rejected(Rejection rejection, Instant decidedAt) implements Change {}

    /// @param returnedAmount whole minor units
    /// @param rejection why the credit did not go through
    record Returned(long returnedAmount, Rejection rejection, Instant decidedAt)
            implements Change {}

    /// A request with other content came under the transfer's id, and lost.
    ///
    /// @param digest null if there is no room for more: it is counted only
    /// @param at when the loser was received
    record Conflicted(@Nullable ContentDigest digest, Instant at) implements Change {}
}
