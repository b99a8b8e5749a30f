package dev.kontor.ledger.domain;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.RequestKind;
import java.util.List;

/// What an account is told for a leg: a fixed function of what was asked, so the same whenever it
/// is sent.
public final class Instructions {
    private Instructions() {}

    /// @return those that no account has answered yet, in the order in which they were asked
    public static List<Instruction> outstanding(Transfer transfer) {
        return transfer.asks().stream()
                .filter(Ask::isUnderWay)
                .map(ask -> of(transfer, ask.leg(), ask.action()))
                .toList();
    }

    static Instruction of(Transfer transfer, int leg, Action action) {
        InstructionId id =
                new InstructionId(
                        new AccountKey(transfer.key().tenant(), transfer.accountOf(leg, action)),
                        transfer.key().id(),
                        RequestKind.TRANSFER,
                        null,
                        leg,
                        action);
        return new Instruction(
                transfer.rules(),
                id,
                transfer.legAt(leg).amount(),
                isUnconditional(transfer, leg, action),
                transfer.request().receivedAt(),
                transfer.request().effectiveAt());
    }

    /// Whether it is a debit that its account may not refuse.
    static boolean isUnconditional(Transfer transfer, int leg, Action action) {
        return action == Action.POST_DEBIT && isWithoutLimit(transfer.legAt(leg));
    }

    /// Whether it is certain that the leg's account is without limit: that is fixed at its opening.
    static boolean isWithoutLimit(Leg leg) {
        AccountFacts hint = leg.hint();
        return hint != null && hint.withoutLimit();
    }
}
