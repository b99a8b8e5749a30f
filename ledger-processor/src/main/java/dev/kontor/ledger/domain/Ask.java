package dev.kontor.ledger.domain;

import dev.kontor.events.model.Action;
import dev.kontor.events.model.Outcome.Result;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An instruction that a leg's account was given, and what it answered.
///
/// @param answer null as long as it is under way
public record Ask(int leg, Action action, @Nullable Answer answer) {

    /// @param at the account's time
    public record Answer(Instant at, Result result) {}

    public boolean isUnderWay() {
        return answer == null;
    }

    boolean is(int leg, Action action) {
        return this.leg == leg && this.action == action;
    }
}
