package dev.kontor.ledger.domain;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The course of a transfer by rules 1: what it does next, from nothing but what has happened.
///
/// Before money moves it is certain that the credit side takes it; then what may be refused, then
/// what may not. What was taken and is not wanted goes back, or to suspense: a transfer always
/// ends.
final class Course {
    private final Transfer transfer;
    private final List<Leg> legs;

    private Course(Transfer transfer) {
        this.transfer = transfer;
        this.legs = transfer.request().legs();
    }

    /// @return what the transfer asks next, or how it ends; nothing while it waits for an answer
    static List<Change> next(Transfer transfer) {
        return transfer.isUnderWay() ? List.of() : new Course(transfer).next();
    }

    private List<Change> next() {
        List<Change> probes = ask(Action.PROBE, leg -> isCredit(leg) && hint(leg) == null);
        if (!probes.isEmpty()) return probes;

        Rejection payee = first(leg -> isCredit(leg) ? knownRefusal(leg) : null);
        if (payee != null) return rejected(payee);

        Rejection payer = first(leg -> isCredit(leg) ? null : hintedRefusal(leg));
        if (payer != null) return rejected(payer);

        List<Change> guarded = ask(Action.POST_DEBIT, leg -> !isCredit(leg) && isGuarded(leg));
        if (!guarded.isEmpty()) return guarded;

        Rejection debit = first(leg -> refusal(leg, Action.POST_DEBIT));
        if (debit != null) return rejected(debit);

        List<Change> unconditional = unconditional();
        if (!unconditional.isEmpty()) return unconditional;

        Rejection credit = first(leg -> refusal(leg, Action.POST_CREDIT));
        if (credit == null) return List.of(new Change.Posted(transfer.lastHappening()));

        List<Change> returns = ask(Action.RETURN, leg -> !isCredit(leg));
        if (!returns.isEmpty()) return returns;

        List<Change> suspense = ask(Action.SUSPENSE, leg -> refusal(leg, Action.RETURN) != null);
        if (!suspense.isEmpty()) return suspense;

        return List.of(new Change.Returned(transfer.amount(), credit, transfer.lastHappening()));
    }

    /// @return one for each leg that fits and was not asked yet, in leg order
    private List<Change> ask(Action action, IntPredicate fits) {
        List<Change> asked = new ArrayList<>();
        for (int leg = 0; leg < legs.size(); leg++) {
            if (fits.test(leg) && transfer.find(leg, action) == null) {
                asked.add(new Change.Asked(leg, action));
            }
        }
        return asked;
    }

    private List<Change> unconditional() {
        List<Change> asked = new ArrayList<>();
        for (int leg = 0; leg < legs.size(); leg++) {
            Action action = isCredit(leg) ? Action.POST_CREDIT : Action.POST_DEBIT;
            if (transfer.find(leg, action) == null) {
                asked.add(new Change.Asked(leg, action));
            }
        }
        return asked;
    }

    private List<Change> rejected(Rejection rejection) {
        return List.of(new Change.Rejected(rejection, transfer.lastHappening()));
    }

    private @Nullable Rejection first(RefusalOfLeg refusals) {
        for (int leg = 0; leg < legs.size(); leg++) {
            Refusal refusal = refusals.of(leg);
            if (refusal != null) {
                return new Rejection(refusal, legs.get(leg).account());
            }
        }
        return null;
    }

    private boolean isCredit(int leg) {
        return legs.get(leg).direction() == Direction.CREDIT;
    }

    private boolean isGuarded(int leg) {
        return !Instructions.isWithoutLimit(legs.get(leg));
    }

    private @Nullable AccountFacts hint(int leg) {
        return legs.get(leg).hint();
    }

    private @Nullable Refusal knownRefusal(int leg) {
        return hint(leg) == null ? probedRefusal(leg) : hintedRefusal(leg);
    }

    private @Nullable Refusal hintedRefusal(int leg) {
        AccountFacts hint = hint(leg);
        if (hint == null) return null;
        if (hint.closed()) return Refusal.ACCOUNT_CLOSED;
        return refusalOf(hint.currency(), leg);
    }

    private @Nullable Refusal probedRefusal(int leg) {
        Result probed = transfer.resultOf(leg, Action.PROBE);
        return probed instanceof Result.Found found
                ? refusalOf(found.currency(), leg)
                : refusal(leg, Action.PROBE);
    }

    private @Nullable Refusal refusalOf(Currency currency, int leg) {
        return currency.equals(legs.get(leg).amount().currency())
                ? null
                : Refusal.CURRENCY_MISMATCH;
    }

    private @Nullable Refusal refusal(int leg, Action action) {
        return transfer.resultOf(leg, action) instanceof Result.Refused refused
                ? refused.refusal()
                : null;
    }

    @FunctionalInterface
    private interface RefusalOfLeg {
        @Nullable Refusal of(int leg);
    }
}
