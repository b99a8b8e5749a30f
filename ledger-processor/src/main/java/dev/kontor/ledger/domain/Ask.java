package dev.kontor.ledger.domain;

import dev.kontor.events.model.Action;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Posting;
import dev.kontor.events.model.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An instruction that a leg's account was given, and what it answered.
///
/// @param amountMinor whole minor units of the leg's currency
/// @param answer null as long as it is under way
public record Ask(int leg, Action action, long amountMinor, @Nullable Answer answer) {

    /// @param at the account's time
    public record Answer(Instant at, Result result) {}

    public boolean isUnderWay() {
        return answer == null;
    }

    Ask with(Answer answer) {
        return new Ask(leg, action, amountMinor, answer);
    }

    boolean isPosted() {
        return answer != null && answer.result() instanceof Result.Posted;
    }

    boolean isHeld() {
        return answer != null && answer.result() instanceof Result.Held;
    }

    @Nullable Refusal refusal() {
        return answer != null && answer.result() instanceof Result.Refused(Refusal refusal)
                ? refusal
                : null;
    }

    /// @return what it changed at its account; null: nothing, or not yet
    @Nullable Posting posting() {
        if (answer == null) return null;
        return switch (answer.result()) {
            case Result.Posted(var version, var balance) ->
                    new Posting(leg, action, version, balance);
            case Result.Held(var version, var balance) ->
                    new Posting(leg, action, version, balance);
            case Result.Released(var version, var balance) ->
                    new Posting(leg, action, version, balance);
            case Result.Refused refused -> null;
            case Result.Found found -> null;
        };
    }
}
