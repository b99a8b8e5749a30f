package dev.kontor.account.domain;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.RequestKind;
import org.jspecify.annotations.Nullable;

/// What stands against an instruction: faults, which cannot be and halt, and refusals, which the
/// rules of money foresee. The first that applies counts.
final class Guards {
    private Guards() {}

    /// What is wrong with the instruction, whatever its account is like.
    static @Nullable String faultOf(Instruction instruction) {
        InstructionId id = instruction.id();
        if (id.kind().hasId() != (id.requestId() != null)) return "commands have ids, no others";
        if (id.leg() < 0) return "no leg of a transfer";
        if (!isAskedBy(id.kind(), id.action())) return "no instruction of such a request";
        return switch (id.action()) {
            case PROBE, POST_DEBIT, POST_CREDIT, RETURN, CAPTURE, RELEASE -> null;
            case SUSPENSE -> faultOfSuspense(instruction);
            case HOLD -> instruction.unconditional() ? "unconditional hold" : null;
        };
    }

    /// What is wrong with the instruction at an account that is not here. Whoever was hinted as
    /// without limit, or paid, or holds, was here, and accounts stay: this state is not what the
    /// log says.
    static @Nullable String faultWithoutAccount(Instruction instruction) {
        return switch (instruction.id().action()) {
            case PROBE, POST_CREDIT, SUSPENSE, HOLD -> null;
            case POST_DEBIT ->
                    instruction.unconditional() ? "unconditional debit at no account" : null;
            case RETURN -> "return to no account";
            case CAPTURE -> "capture at no account";
            case RELEASE -> "release at no account";
        };
    }

    /// What is wrong with the instruction at this account. A hint tells limit and currency, which
    /// never change, and what is returned, captured or released was taken or held here: none can
    /// contradict the account.
    static @Nullable String faultOf(Instruction instruction, Account account) {
        return switch (instruction.id().action()) {
            case PROBE, POST_CREDIT, SUSPENSE, HOLD -> null;
            case POST_DEBIT ->
                    instruction.unconditional() ? faultOfUnconditional(instruction, account) : null;
            case RETURN -> faultOfCurrency(instruction, account);
            case CAPTURE, RELEASE -> faultOfHeld(instruction, account);
        };
    }

    static @Nullable Refusal refusalOf(Instruction instruction, Account account) {
        return switch (instruction.id().action()) {
            case PROBE -> refusalOfPayee(instruction, account);
            case POST_DEBIT ->
                    instruction.unconditional() ? null : refusalOfDebit(instruction, account);
            case HOLD -> refusalOfDebit(instruction, account);
            case POST_CREDIT -> refusalOfCredit(instruction, account);
            case RETURN -> refusalOfReturn(instruction, account);
            case SUSPENSE, CAPTURE, RELEASE -> null;
        };
    }

    /// Whether a request of this kind gives such an instruction.
    private static boolean isAskedBy(RequestKind kind, Action action) {
        return switch (kind) {
            case TRANSFER, REVERSAL -> true;
            case CAPTURE -> action != Action.PROBE && action != Action.HOLD;
            case VOID, EXPIRY -> action == Action.RELEASE;
        };
    }

    private static @Nullable String faultOfSuspense(Instruction suspense) {
        AccountId right = AccountId.suspense(suspense.amount().currency());
        return right.equals(suspense.id().account().id()) ? null : "suspense is " + right;
    }

    private static @Nullable String faultOfUnconditional(Instruction debit, Account account) {
        if (!account.isWithoutLimit()) return "unconditional debit at an account with a limit";
        return faultOfCurrency(debit, account);
    }

    /// A closed account holds nothing, so it is among these.
    private static @Nullable String faultOfHeld(Instruction instruction, Account account) {
        if (!account.holds(instruction.amount())) return "more than is held";
        return faultOfCurrency(instruction, account);
    }

    private static @Nullable String faultOfCurrency(Instruction instruction, Account account) {
        return isSameCurrency(instruction, account) ? null : "a currency the account never had";
    }

    private static @Nullable Refusal refusalOfDebit(Instruction debit, Account account) {
        if (account.isClosed()) return Refusal.ACCOUNT_CLOSED;
        if (account.isFrozen()) return Refusal.ACCOUNT_FROZEN;
        if (!isSameCurrency(debit, account)) return Refusal.CURRENCY_MISMATCH;
        if (overflows(debit, account)) return Refusal.AMOUNT_OVERFLOW;
        return account.covers(debit.amount()) ? null : Refusal.INSUFFICIENT_FUNDS;
    }

    private static boolean overflows(Instruction debit, Account account) {
        boolean isHold = debit.id().action() == Action.HOLD;
        return !account.canFall(debit.amount()) || (isHold && !account.canHold(debit.amount()));
    }

    private static @Nullable Refusal refusalOfCredit(Instruction credit, Account account) {
        Refusal refusal = refusalOfPayee(credit, account);
        if (refusal != null) return refusal;
        return account.canRise(credit.amount()) ? null : Refusal.AMOUNT_OVERFLOW;
    }

    /// What stands against the account as the one that is paid, whatever the sum. Nobody pays
    /// suspense: it takes what could not be returned, and for a credit it is not there.
    private static @Nullable Refusal refusalOfPayee(Instruction credit, Account account) {
        if (account.isReserved()) return Refusal.ACCOUNT_NOT_FOUND;
        if (account.isClosed()) return Refusal.ACCOUNT_CLOSED;
        return isSameCurrency(credit, account) ? null : Refusal.CURRENCY_MISMATCH;
    }

    private static @Nullable Refusal refusalOfReturn(Instruction giveBack, Account account) {
        if (account.isClosed()) return Refusal.ACCOUNT_CLOSED;
        return account.canRise(giveBack.amount()) ? null : Refusal.AMOUNT_OVERFLOW;
    }

    private static boolean isSameCurrency(Instruction instruction, Account account) {
        return account.currency().equals(instruction.amount().currency());
    }
}
