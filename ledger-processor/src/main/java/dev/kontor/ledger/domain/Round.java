package dev.kontor.ledger.domain;

import dev.kontor.events.model.Action;
import dev.kontor.events.model.Posting;
import dev.kontor.events.model.RequestKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One round of instructions: for the transfer's own request, for a command, or for its expiry.
/// Rounds of one transfer follow one another and never overlap.
///
/// @param requestId the command's; null for the transfer's own request and the expiry
/// @param rules the number of the rules that its instructions carry
/// @param receivedAt what its instructions carry, and so is `effectiveAt`
record Round(
        RequestKind kind,
        @Nullable UUID requestId,
        int rules,
        Instant receivedAt,
        Instant effectiveAt,
        Asks asks) {

    boolean is(RequestKind kind, @Nullable UUID requestId) {
        return this.kind == kind && Objects.equals(this.requestId, requestId);
    }

    boolean isReversal() {
        return kind == RequestKind.REVERSAL;
    }

    boolean isUnderWay() {
        return asks.underWay() > 0;
    }

    Round with(Asks asks) {
        return new Round(kind, requestId, rules, receivedAt, effectiveAt, asks);
    }

    /// @return what its instructions changed
    List<Posting> postings() {
        List<Posting> postings = new ArrayList<>();
        for (Ask ask : asks.all()) {
            Posting posting = ask.posting();
            if (posting != null) {
                postings.add(posting);
            }
        }
        return postings;
    }

    /// @return what the leg paid, whole minor units
    long paid(int leg) {
        return posted(leg, Action.POST_DEBIT) + posted(leg, Action.CAPTURE);
    }

    /// @return what the leg got, whole minor units
    long got(int leg) {
        return posted(leg, Action.POST_CREDIT);
    }

    /// @return what of the leg's payment went back, to its account or into suspense
    long wentBack(int leg) {
        Ask back = asks.find(leg, Action.RETURN);
        return back == null ? 0 : back.amountMinor();
    }

    private long posted(int leg, Action action) {
        Ask ask = asks.find(leg, action);
        return ask != null && ask.isPosted() ? ask.amountMinor() : 0;
    }
}
