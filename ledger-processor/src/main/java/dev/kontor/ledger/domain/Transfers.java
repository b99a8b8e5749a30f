package dev.kontor.ledger.domain;

import dev.kontor.events.model.Capture;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferRecord.Answered;
import dev.kontor.events.model.TransferRecord.Commanded;
import dev.kontor.events.model.TransferRecord.ExpiryDue;
import dev.kontor.events.model.TransferRecord.Requested;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.ledger.domain.Decision.Broken;
import dev.kontor.ledger.domain.Decision.Decided;
import dev.kontor.ledger.domain.Decision.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What becomes of a transfer: functions of its state and of a request, a command, an expiry that
/// is due or what an account answered, fed in the order of the log. They keep nothing; a [Transfer]
/// is a value, and its owner holds it.
///
/// [#decide] judges, [#apply] makes the next state and never judges, and what others are told is in
/// [Effects]. What a transfer does next is in [Course]. Deciding the same record on the same
/// state gives the same, for ever.
public final class Transfers {
    /// The first rules: one debit and one credit of the same amount, posted at once; no commands.
    private static final int PAIRS = 1;

    /// The second: any legs that balance, held or posted, and commands.
    private static final int LEGS = 2;

    static final Decided NOTHING = Decided.without(null);

    private Transfers() {}

    /// @param transfer the state of the record's transfer; null if there is none
    /// @param reply who waits for the outcome
    public static Decision decide(
            @Nullable Transfer transfer, TransferRecord record, @Nullable ReplyTo reply) {
        return switch (record) {
            case Requested requested when transfer == null -> receive(requested, reply);
            case Requested requested -> compare(transfer, requested, reply);
            case Answered answered when transfer == null ->
                    new Broken("an outcome for a transfer that was never asked for");
            case Answered answered -> Answers.decide(transfer, answered.outcome());
            case Commanded commanded -> CommandDecisions.decide(transfer, commanded, reply);
            case ExpiryDue due when transfer == null ->
                    new Broken("the expiry of a transfer that was never asked for");
            case ExpiryDue due -> expire(transfer, due);
        };
    }

    /// @param transfer null before the first step
    public static Transfer apply(@Nullable Transfer transfer, Step step) {
        int last = transfer == null ? 0 : transfer.step();
        if (step.number() != last + 1) {
            throw new IllegalStateException(
                    "step %d of transfer %s after step %d"
                            .formatted(step.number(), step.key(), last));
        }
        return Fold.of(transfer, step.key(), step.changes()).stepped(step.number());
    }

    /// Why the rules that a record carries do not say what becomes of it. request-service lets none
    /// of this pass; whatever wrote it to the log all the same makes a dead letter.
    ///
    /// @throws IllegalStateException if this build does not decide by these rules at all, which the
    ///     codec should have said: the partition must halt
    public static Optional<String> undecidable(TransferRecord record) {
        return switch (record) {
            case Requested requested -> Optional.ofNullable(undecidable(requested));
            case Commanded(int rules, _, _, _, _) when rules < LEGS ->
                    Optional.of("a command, and rules 1 know none");
            case Commanded commanded -> Optional.empty();
            case Answered answered -> Optional.empty();
            case ExpiryDue due -> Optional.empty();
        };
    }

    private static @Nullable String undecidable(Requested requested) {
        List<Leg> legs = requested.request().legs();
        if (requested.rules() == PAIRS) return undecidableAsPair(requested, legs);
        if (requested.rules() != LEGS) {
            // No client's doing, so no dead letter: the record is to be decided by another build.
            throw new IllegalStateException("no core decides by rules " + requested.rules());
        }
        if (legs.size() > TransferRequest.MAX_LEGS) return "too many legs: " + legs.size();
        Map<Currency, Long> sums = new HashMap<>();
        for (Leg leg : legs) {
            long minor = leg.amount().minor();
            sums.merge(
                    leg.amount().currency(),
                    leg.direction() == Direction.DEBIT ? minor : -minor,
                    Math::addExact);
        }
        return sums.values().stream().allMatch(sum -> sum == 0)
                ? null
                : "debits and credits differ";
    }

    private static @Nullable String undecidableAsPair(Requested requested, List<Leg> legs) {
        if (requested.request().capture() != Capture.AUTOMATIC) {
            return "a manual capture, of which rules 1 know nothing";
        }
        if (legs.size() != 2 || legs.get(0).direction() == legs.get(1).direction()) {
            return "not one debit and one credit, and rules 1 know nothing else";
        }
        return legs.get(0).amount().equals(legs.get(1).amount()) ? null : "debit and credit differ";
    }

    private static Decision receive(Requested requested, @Nullable ReplyTo reply) {
        Optional<String> undecidable = undecidable((TransferRecord) requested);
        if (undecidable.isPresent()) {
            return new Broken(undecidable.get());
        }
        List<Change> changes = new ArrayList<>();
        changes.add(
                new Change.Received(
                        requested.rules(),
                        requested.request(),
                        ContentDigest.of(requested.request())));
        if (reply != null) {
            changes.add(new Change.ReplyKept(reply.as(Standing.FIRST)));
        }
        return decided(null, requested.key(), changes, null);
    }

    private static Decision compare(
            Transfer transfer, Requested requested, @Nullable ReplyTo reply) {
        ContentDigest digest = ContentDigest.of(requested.request());
        if (!digest.equals(transfer.digest())) {
            return conflict(transfer, requested, digest, reply);
        }
        if (reply == null) {
            return NOTHING;
        }
        if (transfer.status().isDecided()) {
            return Decided.without(new Told.Transfer(reply.as(Standing.REPEAT)));
        }
        return transfer.claimants().refuses(reply)
                ? NOTHING
                : decided(transfer, List.of(new Change.ReplyKept(reply.as(Standing.REPEAT))), null);
    }

    private static Decision conflict(
            Transfer transfer, Requested loser, ContentDigest digest, @Nullable ReplyTo waiting) {
        Told told = waiting == null ? null : new Told.Transfer(waiting.as(Standing.CONFLICT));
        if (!transfer.claimants().conflicts().records(digest)) {
            return Decided.without(told);
        }
        Change conflicted =
                new Change.Conflicted(
                        transfer.claimants().conflicts().kept(digest),
                        loser.request().receivedAt());
        return decided(transfer, List.of(conflicted), told);
    }

    /// It counts once, and only while there is something to expire.
    private static Decision expire(Transfer transfer, ExpiryDue due) {
        if (!transfer.isManual() || due.rules() != transfer.rules()) {
            return new Broken("the expiry of a transfer that does not expire so: " + due);
        }
        if (!transfer.isExpiredAt(due.at())
                || transfer.status().isFinal()
                || transfer.agenda().isExpiring()) {
            return NOTHING;
        }
        return decided(transfer, List.of(new Change.ExpiryReceived(due.at())), null);
    }

    /// @param changes what the record itself changes; what follows from them is added
    static Decision decided(Transfer transfer, List<Change> changes, @Nullable Told told) {
        return decided(transfer, transfer.key(), changes, told);
    }

    private static Decision decided(
            @Nullable Transfer before, TransferKey key, List<Change> changes, @Nullable Told told) {
        List<Change> all = new ArrayList<>(changes);
        Transfer after = Course.follow(Fold.of(before, key, changes), all);
        int number = before == null ? 1 : before.step() + 1;
        return new Decided(new Step(key, number, all), after.stepped(number), told);
    }
}
