package dev.kontor.ledger.domain;

import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Reply;
import dev.kontor.events.model.ReplyTo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who else came under one id: those who wait for its outcome, and those whose content lost.
///
/// @param replies none once the outcome is there
record Claimants(List<Reply> replies, Conflicts conflicts) {
    /// How many requests may wait for one outcome; more learn it by reading. It bounds what one
    /// client can make a transfer remember.
    static final int MAX_REPLIES = 64;

    static final Claimants NONE = new Claimants(List.of(), Conflicts.NONE);

    Claimants {
        replies = List.copyOf(replies);
    }

    /// Whether one more that waits would not be told, or would be told twice.
    boolean refuses(ReplyTo waiter) {
        return replies.size() >= MAX_REPLIES
                || replies.stream().anyMatch(reply -> reply.to().equals(waiter));
    }

    Claimants with(Reply reply) {
        List<Reply> more = new ArrayList<>(replies);
        more.add(reply);
        return new Claimants(more, conflicts);
    }

    /// All who waited have been told.
    Claimants answered() {
        return new Claimants(List.of(), conflicts);
    }

    /// @param kept null: one more is counted only
    Claimants conflicted(@Nullable ContentDigest kept) {
        return new Claimants(replies, conflicts.plus(kept));
    }
}
