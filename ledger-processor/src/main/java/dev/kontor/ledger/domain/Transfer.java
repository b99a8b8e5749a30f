package dev.kontor.ledger.domain;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Reply;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.TransferStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that has happened to one transfer. Immutable.
///
/// @param rules the number of the rules it is decided by
/// @param step the number of the last [Step]
/// @param number of the last numbered event
/// @param asks in the order in which they were asked
/// @param replies who waits for the outcome; none once it is there
/// @param ending null as long as money may still move
public record Transfer(
        TransferKey key,
        int rules,
        TransferRequest request,
        ContentDigest digest,
        int step,
        long number,
        List<Ask> asks,
        List<Reply> replies,
        Conflicts conflicts,
        @Nullable Ending ending) {

    public Transfer {
        asks = List.copyOf(asks);
        replies = List.copyOf(replies);
    }

    public boolean isFinal() {
        return ending != null;
    }

    /// @return whether an instruction has not been answered yet
    public boolean isUnderWay() {
        return asks.stream().anyMatch(Ask::isUnderWay);
    }

    public TransferSnapshot snapshot() {
        TransferStatus status = ending == null ? TransferStatus.RECEIVED : ending.status();
        return new TransferSnapshot(
                key,
                request,
                digest,
                status,
                results(),
                status == TransferStatus.POSTED ? amount() : 0,
                0,
                0,
                ending == null ? 0 : ending.returnedAmount(),
                ending == null ? null : ending.rejection(),
                conflicts,
                ending == null ? null : ending.decidedAt(),
                List.of());
    }

    /// @return what the request's own instructions posted so far, in leg order
    List<LegResult> results() {
        List<LegResult> results = new ArrayList<>();
        for (int leg = 0; leg < request.legs().size(); leg++) {
            Action posting =
                    legAt(leg).direction() == Direction.DEBIT
                            ? Action.POST_DEBIT
                            : Action.POST_CREDIT;
            if (resultOf(leg, posting) instanceof Result.Posted posted) {
                results.add(new LegResult(leg, posted.version(), posted.balanceAfter()));
            }
        }
        return results;
    }

    /// @return the sum of what is debited, whole minor units
    long amount() {
        return request.legs().stream()
                .filter(leg -> leg.direction() == Direction.DEBIT)
                .mapToLong(leg -> leg.amount().minor())
                .reduce(0, Math::addExact);
    }

    Leg legAt(int leg) {
        return request.legs().get(leg);
    }

    /// @return the account that does `action` for the leg
    AccountId accountOf(int leg, Action action) {
        return action == Action.SUSPENSE
                ? AccountId.suspense(legAt(leg).amount().currency())
                : legAt(leg).account();
    }

    /// @return null if it was never asked
    @Nullable Ask find(int leg, Action action) {
        for (Ask ask : asks) {
            if (ask.is(leg, action)) {
                return ask;
            }
        }
        return null;
    }

    /// @return null if it was never asked or not answered yet
    @Nullable Result resultOf(int leg, Action action) {
        Ask ask = find(leg, action);
        return ask == null || ask.answer() == null ? null : ask.answer().result();
    }

    /// @return the latest of the request's receipt and the accounts' answers
    Instant lastHappening() {
        Instant last = request.receivedAt();
        for (Ask ask : asks) {
            if (ask.answer() != null && ask.answer().at().isAfter(last)) {
                last = ask.answer().at();
            }
        }
        return last;
    }

    boolean isWaitedForBy(ReplyTo waiter) {
        return replies.stream().anyMatch(reply -> reply.to().equals(waiter));
    }

    static Transfer received(TransferKey key, Change.Received change) {
        return new Transfer(
                key,
                change.rules(),
                change.request(),
                change.digest(),
                0,
                1,
                List.of(),
                List.of(),
                Conflicts.NONE,
                null);
    }

    Transfer stepped(int to) {
        return new Transfer(
                key, rules, request, digest, to, number, asks, replies, conflicts, ending);
    }

    Transfer with(Reply reply) {
        List<Reply> more = new ArrayList<>(replies);
        more.add(reply);
        return new Transfer(
                key, rules, request, digest, step, number, asks, more, conflicts, ending);
    }

    Transfer with(Ask ask) {
        List<Ask> more = new ArrayList<>(asks);
        more.add(ask);
        return new Transfer(
                key, rules, request, digest, step, number, more, replies, conflicts, ending);
    }

    Transfer answered(Change.Answered change) {
        List<Ask> answered = new ArrayList<>(asks);
        answered.replaceAll(ask ->
                ask.is(change.leg(), change.action())
                        ? new Ask(
                                ask.leg(),
                                ask.action(),
                                new Ask.Answer(change.at(), change.result()))
                        : ask);
        return new Transfer(
                key, rules, request, digest, step, number, answered, replies, conflicts, ending);
    }

    /// @param loser null: counted only
    Transfer conflicted(@Nullable ContentDigest loser) {
        return new Transfer(
                key,
                rules,
                request,
                digest,
                step,
                number + 1,
                asks,
                replies,
                conflicts.plus(loser),
                ending);
    }

    Transfer ended(Ending how) {
        return new Transfer(
                key, rules, request, digest, step, number + 1, asks, List.of(), conflicts, how);
    }
}
