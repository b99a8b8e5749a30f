package dev.kontor.simulation;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.Progress;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord.Commanded;
import dev.kontor.events.model.TransferRecord.ExpiryDue;
import dev.kontor.events.model.TransferRecord.Requested;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The life of one transfer as `docs/transfers.md` tells it, one paragraph after the other.
final class Story {
    private static final Duration LIFETIME = Duration.ofDays(7);

    private final TransferKey key;
    private final int rules;
    private final TransferRequest request;
    private final TransferModel.Talk talk;
    private final List<Part> debits = new ArrayList<>();
    private final List<Part> credits = new ArrayList<>();
    private final boolean oneCurrency;
    private TransferStatus status = TransferStatus.RECEIVED;
    private @Nullable Rejection rejection;
    private long returned;
    private long reversed;
    private boolean authorizationEnded;

    Story(TransferKey key, Requested requested, TransferModel.Talk talk) {
        this.key = key;
        this.rules = requested.rules();
        this.request = requested.request();
        this.talk = talk;
        for (int i = 0; i < request.legs().size(); i++) {
            Leg leg = request.legs().get(i);
            (leg.direction() == Direction.DEBIT ? debits : credits).add(new Part(i, leg));
        }
        this.oneCurrency =
                request.legs().stream().map(leg -> leg.amount().currency()).distinct().count() == 1;
    }

    TransferRequest request() {
        return request;
    }

    TransferStatus status() {
        return status;
    }

    /// @return where it stands, as its last event says it
    Progress progress() {
        long captured = Part.sum(debits, part -> part.captured);
        long authorized = Part.sum(debits, part -> part.leg.amount().minor());
        return new Progress(
                status,
                captured,
                authorizationEnded ? authorized - captured : 0,
                reversed,
                returned,
                rejection);
    }

    // The request.

    void begin() {
        Cause cause =
                new Cause(
                        RequestKind.TRANSFER,
                        null,
                        rules,
                        request.receivedAt(),
                        request.effectiveAt());
        Rejection refused = knownRefusal(cause);
        if (refused != null) {
            reject(refused);
            return;
        }
        boolean isManual = request.capture() == Capture.MANUAL;
        if (isManual && !request.receivedAt().isBefore(expiry())) {
            reject(new Rejection(Refusal.EXPIRED, null));
            return;
        }
        List<Part.Share> guarded =
                Part.whole(debits.stream().filter(part -> part.guarded).toList());
        boolean holds = isManual || guarded.size() > 1;
        refused = take(cause, guarded, holds);
        if (refused != null) {
            reject(refused);
            return;
        }
        if (isManual) {
            status = TransferStatus.AUTHORIZED;
            return;
        }
        Settled settled = move(cause, Part.whole(debits), Part.whole(credits), holds, true);
        returned = settled.returned();
        rejection = settled.why();
        long paid = Part.sum(debits, part -> part.captured);
        status = returned == paid ? TransferStatus.RETURNED : TransferStatus.POSTED;
    }

    private void reject(Rejection why) {
        status = TransferStatus.REJECTED;
        rejection = why;
    }

    private Instant expiry() {
        return request.expiresAt() == null
                ? request.receivedAt().plus(LIFETIME)
                : request.expiresAt();
    }

    private @Nullable Rejection knownRefusal(Cause cause) {
        FirstRefusal first = new FirstRefusal();
        for (Part part : credits) {
            first.add(part, part.leg.hint() == null ? probe(cause, part) : known(part.leg));
        }
        if (first.told() == null) {
            debits.forEach(part -> first.add(part, known(part.leg)));
        }
        return first.told();
    }

    private static @Nullable Refusal known(Leg leg) {
        if (leg.hint() == null) return null;
        if (leg.hint().closed()) return Refusal.ACCOUNT_CLOSED;
        return leg.hint().currency().equals(leg.amount().currency())
                ? null
                : Refusal.CURRENCY_MISMATCH;
    }

    private @Nullable Refusal probe(Cause cause, Part part) {
        return ask(cause, Action.PROBE, part, part.leg.amount().minor());
    }

    /// The guarded debits: posted, or held; if one is refused, the others are released.
    private @Nullable Rejection take(Cause cause, List<Part.Share> guarded, boolean holds) {
        FirstRefusal first = new FirstRefusal();
        List<Part.Share> taken = new ArrayList<>();
        for (Part.Share share : guarded) {
            Refusal refusal = ask(cause, holds ? Action.HOLD : Action.POST_DEBIT, share);
            first.add(share.part(), refusal);
            if (refusal == null) {
                taken.add(share);
            }
        }
        if (first.told() != null && holds) {
            taken.forEach(share -> ask(cause, Action.RELEASE, share));
        }
        return first.told();
    }

    /// What came of moving money from some legs to others.
    ///
    /// @param why the first refusal of one of those who were to get it
    private record Settled(long returned, @Nullable Rejection why) {
        CommandStatus how(long moved) {
            return returned == moved ? CommandStatus.REJECTED : CommandStatus.DONE;
        }
    }

    /// The rest, in parallel, and returns of what was refused.
    ///
    /// @param from guarded ones are held already, or posted
    /// @param forward whether it is the transfer's own direction
    private Settled move(
            Cause cause,
            List<Part.Share> from,
            List<Part.Share> to,
            boolean holds,
            boolean forward) {
        for (Part.Share share : from) {
            if (share.part().guarded && holds) {
                ask(cause, Action.CAPTURE, share);
            } else if (!share.part().guarded) {
                ask(cause, Action.POST_DEBIT, share);
            }
        }
        FirstRefusal first = new FirstRefusal();
        List<Part.Share> refused = new ArrayList<>();
        for (Part.Share share : to) {
            Refusal refusal = ask(cause, Action.POST_CREDIT, share);
            first.add(share.part(), refusal);
            if (refusal != null) {
                refused.add(share);
            }
        }
        List<Part.Share> back = new ArrayList<>();
        for (Part.Share share : from) {
            long rest =
                    refused.stream()
                            .filter(each -> Part.sameCurrency(each.part(), share.part()))
                            .mapToLong(Part.Share::amount)
                            .sum();
            long given =
                    back.stream()
                            .filter(each -> Part.sameCurrency(each.part(), share.part()))
                            .mapToLong(Part.Share::amount)
                            .sum();
            long amount = Math.min(rest - given, share.amount());
            if (amount > 0) {
                back.add(new Part.Share(share.part(), amount));
            }
        }
        for (Part.Share share : back) {
            if (ask(cause, Action.RETURN, share) != null) {
                ask(cause, Action.SUSPENSE, share);
            }
        }
        book(from, to, refused, back, forward);
        return new Settled(Part.sumOf(back), first.told());
    }

    private static void book(
            List<Part.Share> from,
            List<Part.Share> to,
            List<Part.Share> refused,
            List<Part.Share> back,
            boolean forward) {
        if (forward) {
            from.forEach(share -> share.part().captured += share.amount());
            to.forEach(share -> share.part().captured += share.amount());
        }
        from.forEach(share -> share.part().has += forward ? share.amount() : -share.amount());
        to.forEach(share -> share.part().has += forward ? share.amount() : -share.amount());
        refused.forEach(share -> share.part().has -= forward ? share.amount() : -share.amount());
        back.forEach(share -> share.part().has -= forward ? share.amount() : -share.amount());
    }

    // Commands.

    void capture(Commanded it, TransferCommand.Capture content, TransferModel.Command command) {
        Long asked = content.amountMinor();
        long left = Part.sum(debits, Part::left);
        command.amount = asked == null ? null : asked;
        if (status != TransferStatus.AUTHORIZED || (asked != null && !oneCurrency)) {
            command.end(new Rejection(Refusal.INVALID_STATE, null));
            return;
        }
        if (asked != null && asked > left) {
            command.end(new Rejection(Refusal.EXCEEDS_AUTHORIZED, null));
            return;
        }
        if (!it.receivedAt().isBefore(expiry())) {
            command.end(new Rejection(Refusal.EXPIRED, null));
            return;
        }
        long amount = asked == null ? left : asked;
        command.amount = amount;
        Cause cause = Cause.of(RequestKind.CAPTURE, it);
        Settled settled =
                move(
                        cause,
                        Part.shares(debits, amount, Part::left),
                        Part.shares(credits, amount, Part::left),
                        true,
                        true);
        returned += settled.returned();
        if (rejection == null) {
            rejection = settled.why();
        }
        command.end(settled.how(amount), settled.why());
        if (content.isFinal() || amount == left) {
            end(cause, TransferStatus.VOIDED);
        }
    }

    void voidIt(Commanded it, TransferModel.Command command) {
        if (status != TransferStatus.AUTHORIZED) {
            command.end(new Rejection(Refusal.INVALID_STATE, null));
            return;
        }
        if (!it.receivedAt().isBefore(expiry())) {
            command.end(new Rejection(Refusal.EXPIRED, null));
            return;
        }
        end(Cause.of(RequestKind.VOID, it), TransferStatus.VOIDED);
        command.end(null);
    }

    void expire(ExpiryDue it) {
        if (status == TransferStatus.AUTHORIZED && !it.at().isBefore(expiry())) {
            end(
                    new Cause(RequestKind.EXPIRY, null, rules, it.at(), it.at()),
                    TransferStatus.EXPIRED);
        }
    }

    /// The end of an authorization.
    private void end(Cause cause, TransferStatus ifNothingCaptured) {
        for (Part part : debits) {
            if (part.guarded && part.left() > 0) {
                ask(cause, Action.RELEASE, new Part.Share(part, part.left()));
            }
        }
        authorizationEnded = true;
        long captured = Part.sum(debits, part -> part.captured);
        if (captured == 0) {
            status = ifNothingCaptured;
        } else {
            status = captured == returned ? TransferStatus.RETURNED : TransferStatus.POSTED;
        }
    }

    void reverse(Commanded it, TransferCommand.Reversal content, TransferModel.Command command) {
        Long asked = content.amountMinor();
        long left = Part.sum(debits, part -> part.captured) - returned - reversed;
        if (status != TransferStatus.POSTED || (asked != null && !oneCurrency)) {
            command.end(new Rejection(Refusal.INVALID_STATE, null));
            return;
        }
        if (left == 0 || (asked != null && asked > left)) {
            command.end(new Rejection(Refusal.EXCEEDS_REVERSIBLE, null));
            return;
        }
        long amount = asked == null ? left : asked;
        command.amount = amount;
        Cause cause = Cause.of(RequestKind.REVERSAL, it);
        List<Part.Share> from = Part.shares(credits, amount, part -> part.has);
        List<Part.Share> to = Part.shares(debits, amount, part -> part.has);
        FirstRefusal first = new FirstRefusal();
        for (Part.Share share : to) {
            if (share.part().guarded) {
                first.add(share.part(), ask(cause, Action.PROBE, share));
            }
        }
        if (first.told() != null) {
            command.end(first.told());
            return;
        }
        List<Part.Share> guarded = from.stream().filter(share -> share.part().guarded).toList();
        boolean holds = guarded.size() > 1;
        Rejection refused = take(cause, guarded, holds);
        if (refused != null) {
            command.end(refused);
            return;
        }
        Settled settled = move(cause, from, to, holds, false);
        reversed += amount - settled.returned();
        command.end(settled.how(amount), settled.why());
    }

    // What they have in common.

    private @Nullable Refusal ask(Cause cause, Action action, Part.Share share) {
        return ask(cause, action, share.part(), share.amount());
    }

    private @Nullable Refusal ask(Cause cause, Action action, Part part, long amount) {
        AccountId account =
                action == Action.SUSPENSE
                        ? AccountId.suspense(part.leg.amount().currency())
                        : part.leg.account();
        InstructionId id =
                new InstructionId(
                        new AccountKey(key.tenant(), account),
                        key.id(),
                        cause.kind(),
                        cause.id(),
                        part.index,
                        action);
        boolean unconditional = action == Action.POST_DEBIT && !part.guarded;
        return talk.ask(
                new Instruction(
                        cause.rules(),
                        id,
                        new Money(amount, part.leg.amount().currency()),
                        unconditional,
                        cause.received(),
                        cause.effective()));
    }
}
