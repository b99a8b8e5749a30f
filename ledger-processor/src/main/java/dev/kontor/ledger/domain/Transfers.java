package dev.kontor.ledger.domain;

import dev.kontor.events.model.Capture;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Outcome;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Reply;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferRecord.Answered;
import dev.kontor.events.model.TransferRecord.Commanded;
import dev.kontor.events.model.TransferRecord.ExpiryDue;
import dev.kontor.events.model.TransferRecord.Requested;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.ledger.domain.Decision.Broken;
import dev.kontor.ledger.domain.Decision.Decided;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The transfers of the log: a state machine fed by requests and by what the accounts answered, in
/// the order of the log.
///
/// [#decide] looks and never touches, [#apply] changes and never judges, and what others are told
/// is in [Effects]. What a transfer does next is in [Course]. Deciding the same record on the same
/// state gives the same, for ever.
public final class Transfers {
    /// How many requests may wait for one transfer; more learn the outcome by reading. It bounds
    /// what one client can make a transfer remember.
    public static final int MAX_REPLIES = 64;

    private static final Decided NOTHING = new Decided(null, null);

    private Transfers() {}

    /// @param transfer the state of the record's transfer; null if there is none
    /// @param reply who waits for the outcome
    public static Decision decide(
            @Nullable Transfer transfer, TransferRecord record, @Nullable ReplyTo reply) {
        return switch (record) {
            case Requested requested when transfer == null -> receive(requested, reply);
            case Requested requested -> compare(transfer, requested, reply);
            case Commanded _, ExpiryDue _ -> new Broken("not decided yet: " + record);
            case Answered answered when transfer == null ->
                    new Broken("an outcome for a transfer that was never asked for");
            case Answered answered -> take(transfer, answered.outcome());
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
        return fold(transfer, step.key(), step.changes()).stepped(step.number());
    }

    static Transfer apply(@Nullable Transfer transfer, TransferKey key, Change change) {
        if (change instanceof Change.Received received) {
            return Transfer.received(key, received);
        }
        if (transfer == null) {
            throw new IllegalStateException("transfer " + key + " begins with " + change);
        }
        return switch (change) {
            case Change.Received again -> throw new IllegalStateException("received: " + again);
            case Change.ReplyKept(var reply) -> transfer.with(reply);
            case Change.Asked(int leg, var action) -> transfer.with(new Ask(leg, action, null));
            case Change.Answered answered -> transfer.answered(answered);
            case Change.Posted(var at) ->
                    transfer.ended(new Ending(TransferStatus.POSTED, 0, null, at));
            case Change.Rejected(var rejection, var at) ->
                    transfer.ended(new Ending(TransferStatus.REJECTED, 0, rejection, at));
            case Change.Returned(long amount, var rejection, var at) ->
                    transfer.ended(new Ending(TransferStatus.RETURNED, amount, rejection, at));
            case Change.Conflicted conflicted -> transfer.conflicted(conflicted.digest());
        };
    }

    private static Decision receive(Requested requested, @Nullable ReplyTo reply) {
        Optional<String> undecidable = undecidable(requested);
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
        Transfer received = fold(null, requested.key(), changes);
        changes.addAll(Course.next(received));
        return new Decided(new Step(requested.key(), 1, changes), null);
    }

    /// Why the rules that a request carries do not say what becomes of it. request-service lets
    /// none of this pass; whatever wrote it to the log all the same makes a dead letter.
    public static Optional<String> undecidable(Requested requested) {
        List<Leg> legs = requested.request().legs();
        if (requested.rules() != 1) {
            return Optional.of("rules " + requested.rules() + " of which this build knows nothing");
        }
        if (requested.request().capture() != Capture.AUTOMATIC) {
            return Optional.of("a manual capture, of which rules 1 know nothing");
        }
        if (legs.size() != 2 || legs.get(0).direction() == legs.get(1).direction()) {
            return Optional.of("not one debit and one credit, and rules 1 know nothing else");
        }
        if (!legs.get(0).amount().equals(legs.get(1).amount())) {
            return Optional.of("debit and credit differ");
        }
        return Optional.empty();
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
        if (transfer.isFinal()) {
            return new Decided(null, reply.as(Standing.REPEAT));
        }
        if (transfer.isWaitedForBy(reply) || transfer.replies().size() >= MAX_REPLIES) {
            return NOTHING;
        }
        return decided(transfer, new Change.ReplyKept(reply.as(Standing.REPEAT)), null);
    }

    private static Decision conflict(
            Transfer transfer, Requested loser, ContentDigest digest, @Nullable ReplyTo waiting) {
        Reply reply = waiting == null ? null : waiting.as(Standing.CONFLICT);
        if (!transfer.conflicts().records(digest)) {
            return new Decided(null, reply);
        }
        ContentDigest kept = transfer.conflicts().kept(digest);
        return decided(transfer, new Change.Conflicted(kept, loser.request().receivedAt()), reply);
    }

    private static Decision take(Transfer transfer, Outcome outcome) {
        InstructionId id = outcome.id();
        Ask ask = asked(transfer, id);
        if (ask == null || outcome.rules() != transfer.rules()) {
            return new Broken("an outcome never asked for: " + id);
        }
        Ask.Answer answer = new Ask.Answer(outcome.at(), outcome.result());
        if (ask.answer() != null) {
            return ask.answer().equals(answer) || isProbe(ask)
                    ? NOTHING
                    : new Broken("two outcomes of one instruction: " + id);
        }
        if (!suits(transfer, ask, outcome.result())) {
            return new Broken("not an outcome of such an instruction: " + outcome);
        }
        return decided(
                transfer,
                new Change.Answered(ask.leg(), ask.action(), outcome.at(), outcome.result()),
                null);
    }

    private static @Nullable Ask asked(Transfer transfer, InstructionId id) {
        if (id.kind() != RequestKind.TRANSFER || id.requestId() != null) {
            return null;
        }
        Ask ask = transfer.find(id.leg(), id.action());
        return ask != null && transfer.accountOf(id.leg(), id.action()).equals(id.account().id())
                ? ask
                : null;
    }

    /// Only the first answer to a probe counts, as nothing keeps it: the account may have changed.
    private static boolean isProbe(Ask ask) {
        return switch (ask.action()) {
            case PROBE -> true;
            case POST_DEBIT, POST_CREDIT, RETURN, SUSPENSE, HOLD, CAPTURE, RELEASE -> false;
        };
    }

    private static boolean suits(Transfer transfer, Ask ask, Result result) {
        return switch (result) {
            case Result.Found found -> isProbe(ask);
            case Result.Posted posted -> !isProbe(ask);
            case Result.Held _, Result.Released _ -> false;
            case Result.Refused refused ->
                    switch (ask.action()) {
                        case PROBE, POST_CREDIT, RETURN -> true;
                        case POST_DEBIT ->
                                !Instructions.isUnconditional(transfer, ask.leg(), ask.action());
                        case SUSPENSE, HOLD, CAPTURE, RELEASE -> false;
                    };
        };
    }

    private static Decision decided(Transfer transfer, Change change, @Nullable Reply reply) {
        List<Change> changes = new ArrayList<>();
        changes.add(change);
        if (change instanceof Change.Answered) {
            changes.addAll(Course.next(apply(transfer, transfer.key(), change)));
        }
        return new Decided(new Step(transfer.key(), transfer.step() + 1, changes), reply);
    }

    private static Transfer fold(@Nullable Transfer before, TransferKey key, List<Change> changes) {
        Transfer transfer = before;
        for (Change change : changes) {
            transfer = apply(transfer, key, change);
        }
        return Objects.requireNonNull(transfer, "a step has at least one change");
    }
}
