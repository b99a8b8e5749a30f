package dev.kontor.ledger.domain;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.RequestKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/// The course of money, one for all that is undertaken: what a round asks next, from nothing but
/// what has happened.
///
/// Before money moves it is certain that those who get it take it; then what may be refused, then
/// what may not. What was taken and is not wanted goes back, or into suspense; what is held and no
/// longer needed is released. A request goes all that way. A capture is its second half, a reversal
/// is a transfer in the other direction, and a void or an expiry moves nothing and releases.
final class Movement {
    private final Transfer transfer;
    private final Round round;
    private final Amounts amounts;
    private final boolean releasesRest;
    private final Action guard;

    /// What comes of a round once all that it asked is answered.
    sealed interface Next {
        /// @param asked at least one
        record Ask(List<Change> asked) implements Next {}

        /// Nothing has moved, and nothing is held.
        record Refused(Rejection rejection) implements Next {}

        /// Nothing has moved, and all that may be refused is held.
        record Held() implements Next {}

        /// @param credit why something went back; null: nothing did
        /// @param inVain whether all of it went back
        record Moved(@Nullable Rejection credit, boolean inVain) implements Next {}
    }

    /// @param plan what the transfer's round is to move
    Movement(Transfer transfer, Round round, Plan plan) {
        this.transfer = transfer;
        this.round = round;
        this.amounts = plan.amounts();
        this.releasesRest = plan.releasesRest();
        this.guard = isAuthorization() || guardedLegs() > 1 ? Action.HOLD : Action.POST_DEBIT;
    }

    Next next() {
        List<Change> probes = ask(Action.PROBE, this::isUncertain);
        if (!probes.isEmpty()) return new Next.Ask(probes);

        Rejection payee = first(leg -> gets(leg) ? knownRefusal(leg) : null);
        if (payee != null) return new Next.Refused(payee);

        Rejection payer = first(leg -> pays(leg) ? knownRefusal(leg) : null);
        if (payer != null) return new Next.Refused(payer);

        if (isExpiredAtReceipt()) return new Next.Refused(new Rejection(Refusal.EXPIRED, null));

        List<Change> guarded = ask(guard, this::isGuarded);
        if (!guarded.isEmpty()) return new Next.Ask(guarded);

        Rejection debit = first(leg -> refusal(leg, guard));
        if (debit != null) return undo(debit);

        return isAuthorization() ? new Next.Held() : move();
    }

    /// Nothing of it happens, so nothing stays held.
    private Next undo(Rejection debit) {
        List<Change> releases = ask(Action.RELEASE, this::isHeldHere);
        return releases.isEmpty() ? new Next.Refused(debit) : new Next.Ask(releases);
    }

    private Next move() {
        List<Change> rest = rest();
        if (!rest.isEmpty()) return new Next.Ask(rest);

        List<Change> returns = returns();
        if (!returns.isEmpty()) return new Next.Ask(returns);

        List<Change> suspense =
                ask(Action.SUSPENSE, leg -> refusal(leg, Action.RETURN) != null, round::wentBack);
        if (!suspense.isEmpty()) return new Next.Ask(suspense);

        List<Change> releases = ask(Action.RELEASE, this::isLeftOver, this::leftOver);
        if (!releases.isEmpty()) return new Next.Ask(releases);

        return new Next.Moved(first(leg -> refusal(leg, Action.POST_CREDIT)), isInVain());
    }

    /// @return what may not be refused, and the credits, all at once
    private List<Change> rest() {
        List<Change> asked = new ArrayList<>();
        for (int leg = 0; leg < amounts.legs(); leg++) {
            if (amounts.at(leg) > 0) {
                ask(asked, leg, posting(leg), amounts.at(leg));
            }
        }
        return asked;
    }

    private Action posting(int leg) {
        if (gets(leg)) return Action.POST_CREDIT;
        if (Instructions.isWithoutLimit(transfer.legAt(leg))) return Action.POST_DEBIT;
        if (round.kind() == RequestKind.CAPTURE) return Action.CAPTURE;
        return guard == Action.HOLD ? Action.CAPTURE : Action.POST_DEBIT;
    }

    /// @return for each currency, what was refused, to those who paid in leg order, each getting at
    ///     most what it paid
    private List<Change> returns() {
        Map<Currency, Long> refused = new HashMap<>();
        for (int leg = 0; leg < amounts.legs(); leg++) {
            if (refusal(leg, Action.POST_CREDIT) != null) {
                refused.merge(currency(leg), amounts.at(leg), Math::addExact);
            }
        }
        List<Change> asked = new ArrayList<>();
        for (int leg = 0; leg < amounts.legs(); leg++) {
            long back = Math.min(round.paid(leg), refused.getOrDefault(currency(leg), 0L));
            if (back > 0) {
                refused.merge(currency(leg), -back, Math::addExact);
                ask(asked, leg, Action.RETURN, back);
            }
        }
        return asked;
    }

    private boolean isInVain() {
        boolean any = false;
        for (int leg = 0; leg < amounts.legs(); leg++) {
            if (gets(leg) && refusal(leg, Action.POST_CREDIT) == null) return false;
            any |= gets(leg);
        }
        return any;
    }

    private List<Change> ask(Action action, IntPredicate fits) {
        return ask(action, fits, amounts::at);
    }

    /// @return one for each leg that fits and was not asked yet, in leg order
    private List<Change> ask(Action action, IntPredicate fits, IntToLongFunction amount) {
        List<Change> asked = new ArrayList<>();
        for (int leg = 0; leg < amounts.legs(); leg++) {
            if (fits.test(leg)) {
                ask(asked, leg, action, amount.applyAsLong(leg));
            }
        }
        return asked;
    }

    private void ask(List<Change> asked, int leg, Action action, long amount) {
        if (round.asks().find(leg, action) == null) {
            boolean whole = amount == transfer.legAt(leg).amount().minor();
            asked.add(new Change.Asked(leg, action, whole ? Change.Asked.WHOLE_LEG : amount));
        }
    }

    /// @return of all refusals that which stands first; of equal ones, that of the lowest leg
    private @Nullable Rejection first(RefusalOfLeg refusals) {
        Rejection first = null;
        for (int leg = 0; leg < amounts.legs(); leg++) {
            Refusal refusal = refusals.of(leg);
            if (refusal != null && (first == null || refusal.compareTo(first.refusal()) < 0)) {
                first = new Rejection(refusal, transfer.legAt(leg).account());
            }
        }
        return first;
    }

    private boolean pays(int leg) {
        return amounts.at(leg) > 0 && transfer.isDebit(leg) != round.isReversal();
    }

    private boolean gets(int leg) {
        return amounts.at(leg) > 0 && transfer.isDebit(leg) == round.isReversal();
    }

    private boolean isAuthorization() {
        return round.kind() == RequestKind.TRANSFER && transfer.isManual();
    }

    private boolean isExpiredAtReceipt() {
        return isAuthorization() && transfer.isExpiredAt(transfer.request().receivedAt());
    }

    /// What a request knew of its payees may be old by the time of a reversal, and those it gives
    /// to are others: only one without limit cannot be closed.
    private boolean isUncertain(int leg) {
        if (!gets(leg)) return false;
        return switch (round.kind()) {
            case TRANSFER -> transfer.legAt(leg).hint() == null;
            case REVERSAL -> !Instructions.isWithoutLimit(transfer.legAt(leg));
            case CAPTURE, VOID, EXPIRY -> false;
        };
    }

    private int guardedLegs() {
        int guarded = 0;
        for (int leg = 0; leg < amounts.legs(); leg++) {
            guarded += isGuarded(leg) ? 1 : 0;
        }
        return guarded;
    }

    /// Whether the leg's account is still to be asked whether it pays.
    private boolean isGuarded(int leg) {
        return pays(leg)
                && round.kind() != RequestKind.CAPTURE
                && !Instructions.isWithoutLimit(transfer.legAt(leg));
    }

    private boolean isHeldHere(int leg) {
        Ask hold = round.asks().find(leg, Action.HOLD);
        return hold != null && hold.isHeld();
    }

    private boolean isLeftOver(int leg) {
        return releasesRest
                && transfer.isDebit(leg)
                && !Instructions.isWithoutLimit(transfer.legAt(leg))
                && leftOver(leg) > 0;
    }

    /// @return what the request held and no capture took
    private long leftOver(int leg) {
        return transfer.uncaptured(leg) - amounts.at(leg);
    }

    private @Nullable Refusal knownRefusal(int leg) {
        Ask probe = round.asks().find(leg, Action.PROBE);
        if (probe == null) return hintedRefusal(leg);
        if (probe.answer() != null
                && probe.answer().result() instanceof Result.Found(Currency currency, _)) {
            return refusalOf(currency, leg);
        }
        return probe.refusal();
    }

    private @Nullable Refusal hintedRefusal(int leg) {
        AccountFacts hint = transfer.legAt(leg).hint();
        if (hint == null) return null;
        if (hint.closed()) return Refusal.ACCOUNT_CLOSED;
        return refusalOf(hint.currency(), leg);
    }

    private @Nullable Refusal refusalOf(Currency currency, int leg) {
        return currency.equals(currency(leg)) ? null : Refusal.CURRENCY_MISMATCH;
    }

    private @Nullable Refusal refusal(int leg, Action action) {
        Ask ask = round.asks().find(leg, action);
        return ask == null ? null : ask.refusal();
    }

    private Currency currency(int leg) {
        return transfer.legAt(leg).amount().currency();
    }

    @FunctionalInterface
    private interface RefusalOfLeg {
        @Nullable Refusal of(int leg);
    }
}
