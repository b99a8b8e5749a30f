package dev.kontor.ledger.domain;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Money;
import java.util.List;

/// What an account is told for a leg: a fixed function of what was asked, so the same whenever it
/// is sent.
public final class Instructions {
    private Instructions() {}

    /// @return those that no account has answered yet, in leg order
    public static List<Instruction> outstanding(Transfer transfer) {
        Round round = transfer.agenda().current();
        if (round == null) return List.of();
        return round.asks().all().stream()
                .filter(Ask::isUnderWay)
                .map(ask -> of(transfer, round, ask))
                .toList();
    }

    static Instruction of(Transfer transfer, Round round, Ask ask) {
        InstructionId id =
                new InstructionId(
                        new AccountKey(
                                transfer.key().tenant(),
                                transfer.accountOf(ask.leg(), ask.action())),
                        transfer.key().id(),
                        round.kind(),
                        round.requestId(),
                        ask.leg(),
                        ask.action());
        Leg leg = transfer.legAt(ask.leg());
        return new Instruction(
                round.rules(),
                id,
                new Money(ask.amountMinor(), leg.amount().currency()),
                isUnconditional(leg, ask.action()),
                round.receivedAt(),
                round.effectiveAt());
    }

    /// Whether it is a debit that its account may not refuse.
    static boolean isUnconditional(Leg leg, Action action) {
        return action == Action.POST_DEBIT && isWithoutLimit(leg);
    }

    /// Whether it is certain that the leg's account is without limit: that is fixed at its opening.
    static boolean isWithoutLimit(Leg leg) {
        AccountFacts hint = leg.hint();
        return hint != null && hint.withoutLimit();
    }
}
