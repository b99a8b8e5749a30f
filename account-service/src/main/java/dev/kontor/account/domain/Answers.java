package dev.kontor.account.domain;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountEvent.EntryPosted;
import dev.kontor.events.model.AccountEvent.HoldPlaced;
import dev.kontor.events.model.AccountEvent.HoldReleased;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.Outcome;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an account answers to an instruction that it was not told before.
final class Answers {
    private Answers() {}

    /// @param account null if there is none
    static Decision decide(Instruction instruction, @Nullable Account account) {
        String fault = Guards.faultOf(instruction);
        if (fault != null) {
            return broken(fault, instruction);
        }
        return account == null ? decideWithoutAccount(instruction) : decideAt(account, instruction);
    }

    static Decision broken(String fault, Instruction instruction) {
        return new Decision.Broken(fault + ": " + instruction.id());
    }

    private static Decision decideWithoutAccount(Instruction instruction) {
        String fault = Guards.faultWithoutAccount(instruction);
        if (fault != null) {
            return broken(fault, instruction);
        }
        if (instruction.id().action() == Action.SUSPENSE) {
            AccountEvent.Opened opened = Openings.suspense(instruction);
            return done(instruction, opened, Account.of(opened));
        }
        return refused(instruction, Refusal.ACCOUNT_NOT_FOUND, instruction.receivedAt());
    }

    private static Decision decideAt(Account account, Instruction instruction) {
        String fault = Guards.faultOf(instruction, account);
        if (fault != null) {
            return broken(fault, instruction);
        }
        Instant at = account.timeOf(instruction.receivedAt());
        Refusal refusal = Guards.refusalOf(instruction, account);
        if (refusal != null) {
            return refused(instruction, refusal, at);
        }
        if (instruction.id().action() == Action.PROBE) {
            Result found = new Result.Found(account.currency(), account.isWithoutLimit());
            return new Decision.Probed(outcome(instruction, at, found));
        }
        return done(instruction, null, account);
    }

    private static Decision refused(Instruction instruction, Refusal refusal, Instant at) {
        Outcome outcome = outcome(instruction, at, new Result.Refused(refusal));
        return instruction.id().action() == Action.PROBE
                ? new Decision.Probed(outcome)
                : new Decision.Refused(instruction.fingerprint(), outcome);
    }

    private static Decision done(
            Instruction instruction, AccountEvent.@Nullable Opened opened, Account account) {
        Instant at = account.timeOf(instruction.receivedAt());
        AccountEvent.Movement movement = movement(instruction, account, at);
        return new Decision.Done(
                instruction.fingerprint(),
                outcome(instruction, at, result(movement)),
                opened,
                movement);
    }

    private static AccountEvent.Movement movement(
            Instruction instruction, Account account, Instant at) {
        long minor = instruction.amount().minor();
        return switch (instruction.id().action()) {
            case POST_DEBIT -> entry(instruction, Direction.DEBIT, account, account.held(), at);
            case POST_CREDIT, RETURN, SUSPENSE ->
                    entry(instruction, Direction.CREDIT, account, account.held(), at);
            case CAPTURE ->
                    entry(instruction, Direction.DEBIT, account, account.held() - minor, at);
            case HOLD -> placed(instruction, account, at);
            case RELEASE -> released(instruction, account, at);
            case PROBE -> throw new IllegalStateException("a probe moves nothing");
        };
    }

    private static EntryPosted entry(
            Instruction instruction,
            Direction direction,
            Account account,
            long heldAfter,
            Instant at) {
        InstructionId id = instruction.id();
        return new EntryPosted(
                instruction.rules(),
                id.account(),
                account.version() + 1,
                id.transfer(),
                id.kind(),
                id.requestId(),
                id.leg(),
                id.action(),
                direction,
                instruction.amount(),
                account.balanceAfter(direction, instruction.amount()),
                heldAfter,
                at,
                instruction.effectiveAt());
    }

    private static HoldPlaced placed(Instruction hold, Account account, Instant at) {
        InstructionId id = hold.id();
        return new HoldPlaced(
                hold.rules(),
                id.account(),
                account.version() + 1,
                id.transfer(),
                id.kind(),
                id.requestId(),
                id.leg(),
                hold.amount(),
                account.posted(),
                account.held() + hold.amount().minor(),
                at);
    }

    private static HoldReleased released(Instruction release, Account account, Instant at) {
        InstructionId id = release.id();
        return new HoldReleased(
                release.rules(),
                id.account(),
                account.version() + 1,
                id.transfer(),
                id.kind(),
                id.requestId(),
                id.leg(),
                release.amount(),
                account.posted(),
                account.held() - release.amount().minor(),
                at);
    }

    private static Result result(AccountEvent.Movement movement) {
        return switch (movement) {
            case EntryPosted entry -> new Result.Posted(entry.version(), entry.balanceAfter());
            case HoldPlaced hold -> new Result.Held(hold.version(), hold.balance());
            case HoldReleased hold -> new Result.Released(hold.version(), hold.balance());
        };
    }

    private static Outcome outcome(Instruction instruction, Instant at, Result result) {
        return new Outcome(instruction.rules(), instruction.id(), at, result);
    }
}
