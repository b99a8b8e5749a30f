package dev.kontor.account.domain;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Direction;
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
        boolean isTransfer = id.kind() == RequestKind.TRANSFER;
        if (isTransfer != (id.requestId() == null)) return "a transfer is its own request";
        if (id.leg() < 0) return "no leg of a transfer";
        return switch (id.action()) {
            case PROBE, POST_DEBIT, POST_CREDIT, RETURN -> null;
            case SUSPENSE -> faultOfSuspense(instruction);
            case HOLD, CAPTURE, RELEASE -> "not decided yet";
        };
    }

    /// What is wrong with the instruction at an account that is not here. Whoever was hinted as
    /// without limit, or paid, was here, and accounts stay: this state is not what the log says.
    static @Nullable String faultWithoutAccount(Instruction instruction) {
        return switch (instruction.id().action()) {
            case PROBE, POST_CREDIT, SUSPENSE -> null;
            case POST_DEBIT ->
                    instruction.unconditional() ? "unconditional debit at no account" : null;
            case RETURN -> "return to no account";
            case HOLD, CAPTURE, RELEASE -> "not decided yet";
        };
    }

    /// What is wrong with the instruction at this account. A hint tells limit and currency, which
    /// never change, and what is returned was taken here: neither can contradict the account.
    static @Nullable String faultOf(Instruction instruction, Account account) {
        return switch (instruction.id().action()) {
            case PROBE, POST_CREDIT, SUSPENSE -> null;
            case POST_DEBIT ->
                    instruction.unconditional() ? faultOfUnconditional(instruction, account) : null;
            case RETURN -> faultOfCurrency(instruction, account);
            case HOLD, CAPTURE, RELEASE -> "not decided yet";
        };
    }

    static @Nullable Refusal refusalOf(Instruction instruction, Account account) {
        return switch (instruction.id().action()) {
            case PROBE -> refusalOfPayee(instruction, account);
            case POST_DEBIT ->
                    instruction.unconditional() ? null : refusalOfDebit(instruction, account);
            case POST_CREDIT -> refusalOfCredit(instruction, account);
            case RETURN -> refusalOfReturn(instruction, account);
            case SUSPENSE, HOLD, CAPTURE, RELEASE -> null;
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

    private static @Nullable String faultOfCurrency(Instruction instruction, Account account) {
        return isSameCurrency(instruction, account) ? null : "a currency the account never had";
    }

    private static @Nullable Refusal refusalOfDebit(Instruction debit, Account account) {
        if (account.isClosed()) return Refusal.ACCOUNT_CLOSED;
        if (account.isFrozen()) return Refusal.ACCOUNT_FROZEN;
        if (!isSameCurrency(debit, account)) return Refusal.CURRENCY_MISMATCH;
        if (overflows(debit, Direction.DEBIT, account)) return Refusal.AMOUNT_OVERFLOW;
        return account.covers(debit.amount()) ? null : Refusal.INSUFFICIENT_FUNDS;
    }

    private static @Nullable Refusal refusalOfCredit(Instruction credit, Account account) {
        Refusal refusal = refusalOfPayee(credit, account);
        if (refusal != null) return refusal;
        return overflows(credit, Direction.CREDIT, account) ? Refusal.AMOUNT_OVERFLOW : null;
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
        return overflows(giveBack, Direction.CREDIT, account) ? Refusal.AMOUNT_OVERFLOW : null;
    }

    private static boolean isSameCurrency(Instruction instruction, Account account) {
        return account.currency().equals(instruction.amount().currency());
    }

    private static boolean overflows(
            Instruction instruction, Direction direction, Account account) {
        return !account.canHold(account.balanceAfter(direction, instruction.amount()));
    }
}
