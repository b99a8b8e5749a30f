package dev.kontor.ledger.domain;

import dev.kontor.events.model.Action;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The instructions of one round, each found by its action and leg at once. Immutable: one more, or
/// one more answer, copies as many references as there are legs.
///
/// @param legs how many the transfer has
/// @param size how many were asked
/// @param underWay how many of them are not answered
record Asks(int legs, Map<Action, PerLeg<Ask>> byAction, int size, int underWay) {
    /// In the order in which they are done for one leg.
    private static final List<Action> ORDER =
            List.of(
                    Action.PROBE,
                    Action.HOLD,
                    Action.POST_DEBIT,
                    Action.CAPTURE,
                    Action.POST_CREDIT,
                    Action.RETURN,
                    Action.SUSPENSE,
                    Action.RELEASE);

    static Asks none(int legs) {
        return new Asks(legs, new EnumMap<>(Action.class), 0, 0);
    }

    /// @return null if it was never asked
    @Nullable Ask find(int leg, Action action) {
        PerLeg<Ask> asks = byAction.get(action);
        return asks == null ? null : asks.at(leg);
    }

    Asks plus(Ask ask) {
        if (find(ask.leg(), ask.action()) != null) {
            throw new IllegalStateException("asked twice: " + ask);
        }
        return new Asks(legs, changed(ask), size + 1, underWay + 1);
    }

    Asks answered(int leg, Action action, Ask.Answer answer) {
        Ask ask = find(leg, action);
        if (ask == null || !ask.isUnderWay()) {
            throw new IllegalStateException("not under way: " + action + " of leg " + leg);
        }
        return new Asks(legs, changed(ask.with(answer)), size, underWay - 1);
    }

    /// @return in leg order, and for one leg in the order in which they are done
    List<Ask> all() {
        List<Ask> all = new ArrayList<>(size);
        for (int leg = 0; leg < legs; leg++) {
            for (Action action : ORDER) {
                Ask ask = find(leg, action);
                if (ask != null) {
                    all.add(ask);
                }
            }
        }
        return all;
    }

    private Map<Action, PerLeg<Ask>> changed(Ask ask) {
        Map<Action, PerLeg<Ask>> changed = new EnumMap<>(byAction);
        PerLeg<Ask> before = byAction.getOrDefault(ask.action(), PerLeg.none(legs));
        changed.put(ask.action(), before.with(ask.leg(), ask));
        return changed;
    }
}
