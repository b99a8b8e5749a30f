package dev.kontor.ledger.domain;

import dev.kontor.events.model.Action;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.Outcome;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.ledger.domain.Decision.Broken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an account's answer means for its transfer: it counts once, and whatever was not asked for
/// breaks an invariant.
final class Answers {
    private Answers() {}

    static Decision decide(Transfer transfer, Outcome outcome) {
        InstructionId id = outcome.id();
        Ask ask = asked(transfer, outcome);
        if (ask == null) {
            return new Broken("an outcome never asked for: " + id);
        }
        Ask.Answer answer = new Ask.Answer(outcome.at(), outcome.result());
        if (ask.answer() != null) {
            return ask.answer().equals(answer) || ask.action() == Action.PROBE
                    ? Transfers.NOTHING
                    : new Broken("two outcomes of one instruction: " + id);
        }
        if (!suits(transfer, ask, outcome.result())) {
            return new Broken("not an outcome of such an instruction: " + outcome);
        }
        return Transfers.decided(
                transfer,
                List.of(
                        new Change.Answered(
                                ask.leg(), ask.action(), outcome.at(), outcome.result())),
                null);
    }

    private static @Nullable Ask asked(Transfer transfer, Outcome outcome) {
        InstructionId id = outcome.id();
        Round round = transfer.agenda().find(id.kind(), id.requestId());
        if (round == null || outcome.rules() != round.rules()) return null;
        Ask ask = round.asks().find(id.leg(), id.action());
        return ask != null && transfer.accountOf(id.leg(), id.action()).equals(id.account().id())
                ? ask
                : null;
    }

    private static boolean suits(Transfer transfer, Ask ask, Result result) {
        return switch (ask.action()) {
            case PROBE -> result instanceof Result.Found || result instanceof Result.Refused;
            case HOLD -> result instanceof Result.Held || result instanceof Result.Refused;
            case RELEASE -> result instanceof Result.Released;
            case POST_CREDIT, RETURN ->
                    result instanceof Result.Posted || result instanceof Result.Refused;
            case CAPTURE, SUSPENSE -> result instanceof Result.Posted;
            case POST_DEBIT ->
                    result instanceof Result.Posted
                            || (result instanceof Result.Refused
                                    && !Instructions.isUnconditional(
                                            transfer.legAt(ask.leg()), ask.action()));
        };
    }
}
