package dev.kontor.events.codec;

import static dev.kontor.events.codec.Example.ALICE;
import static dev.kontor.events.codec.Example.COMMAND;
import static dev.kontor.events.codec.Example.CONFLICTS;
import static dev.kontor.events.codec.Example.DIGEST;
import static dev.kontor.events.codec.Example.EUR;
import static dev.kontor.events.codec.Example.LARGE;
import static dev.kontor.events.codec.Example.LATER;
import static dev.kontor.events.codec.Example.OPENING;
import static dev.kontor.events.codec.Example.RECEIVED;
import static dev.kontor.events.codec.Example.REJECTION;
import static dev.kontor.events.codec.Example.REQUEST;
import static dev.kontor.events.codec.Example.RESULTS;
import static dev.kontor.events.codec.Example.TRANSFER;
import static dev.kontor.events.codec.Example.account;
import static dev.kontor.events.codec.Example.event;
import static dev.kontor.events.codec.Example.instruction;
import static dev.kontor.events.codec.Example.transfer;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountCommandSnapshot;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.Outcome;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Posting;
import dev.kontor.events.model.Progress;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.Reply;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.TransferStatus;
import java.math.BigInteger;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What rules 2 added: holds, commands and their ends.
final class CommandExamples {
    private static final Money PART = new Money(500, EUR);
    private static final List<Reply> REPLIES = List.of(new ReplyTo("a1b2", 9).as(Standing.FIRST));
    private static final List<Posting> POSTINGS =
            List.of(
                    new Posting(0, Action.HOLD, 7, BigInteger.TEN),
                    new Posting(0, Action.CAPTURE, 8, BigInteger.ONE),
                    new Posting(1, Action.POST_CREDIT, 9, LARGE));
    private static final Progress PROGRESS =
            new Progress(TransferStatus.POSTED, 1, 2, 3, 4, REJECTION);
    private static final TransferCommand CAPTURE = new TransferCommand.Capture(500L, false);
    private static final TransferCommand REVERSAL =
            new TransferCommand.Reversal(500L, "wrong → goods");
    private static final TransferCommandSnapshot DONE =
            new TransferCommandSnapshot(
                    COMMAND,
                    CAPTURE,
                    500L,
                    CommandStatus.DONE,
                    null,
                    DIGEST,
                    CONFLICTS,
                    RECEIVED,
                    LATER);
    private static final TransferCommandSnapshot REJECTED =
            new TransferCommandSnapshot(
                    COMMAND,
                    REVERSAL,
                    500L,
                    CommandStatus.REJECTED,
                    new Rejection(Refusal.EXCEEDS_REVERSIBLE, null),
                    DIGEST,
                    Conflicts.NONE,
                    RECEIVED,
                    LATER);
    private static final TransferCommandSnapshot WAITING =
            new TransferCommandSnapshot(
                    COMMAND,
                    new TransferCommand.Void(),
                    null,
                    CommandStatus.RECEIVED,
                    null,
                    DIGEST,
                    Conflicts.NONE,
                    RECEIVED,
                    null);

    private CommandExamples() {}

    static List<Example> all() {
        return List.of(
                commanded("capture", CAPTURE),
                commanded("capture-all", new TransferCommand.Capture(null, true)),
                commanded("void", new TransferCommand.Void()),
                commanded("reversal", REVERSAL),
                commanded("reversal-all", new TransferCommand.Reversal(null, null)),
                transfer("expiry", new TransferRecord.ExpiryDue(2, TRANSFER, LATER)),
                outcome(
                        "held",
                        RequestKind.TRANSFER,
                        null,
                        Action.HOLD,
                        new Outcome.Result.Held(3, LARGE)),
                outcome(
                        "released",
                        RequestKind.EXPIRY,
                        null,
                        Action.RELEASE,
                        new Outcome.Result.Released(4, BigInteger.TEN)),
                outcome(
                        "captured",
                        RequestKind.CAPTURE,
                        COMMAND,
                        Action.CAPTURE,
                        new Outcome.Result.Posted(5, BigInteger.TEN)),
                outcome(
                        "reversal-refused",
                        RequestKind.REVERSAL,
                        COMMAND,
                        Action.HOLD,
                        new Outcome.Result.Refused(Refusal.INSUFFICIENT_FUNDS)),
                instruction(
                        "release",
                        new InstructionRecord.Instructed(
                                new Instruction(
                                        2,
                                        id(RequestKind.VOID, COMMAND, Action.RELEASE),
                                        PART,
                                        false,
                                        RECEIVED,
                                        RECEIVED))),
                commanded("freeze", new AccountCommand.Freeze("fraud?")),
                commanded("freeze-without-reason", new AccountCommand.Freeze(null)),
                commanded("unfreeze", new AccountCommand.Unfreeze("no fraud")),
                commanded("close", new AccountCommand.Close("left us")),
                commanded("change-overdraft-limit", new AccountCommand.ChangeOverdraftLimit(700)),
                commanded("remove-overdraft-limit", new AccountCommand.ChangeOverdraftLimit(0)),
                event("authorized", new TransferEvent.Authorized(2, TRANSFER, 2, POSTINGS, LATER)),
                event(
                        "posted-postings",
                        new TransferEvent.Posted(
                                2, TRANSFER, 2, List.of(), POSTINGS, 30, REJECTION, LATER)),
                event(
                        "rejected-postings",
                        new TransferEvent.Rejected(2, TRANSFER, 2, POSTINGS, REJECTION, LATER)),
                event(
                        "returned-postings",
                        new TransferEvent.Returned(
                                2, TRANSFER, 2, List.of(), POSTINGS, 1250, REJECTION, LATER)),
                event(
                        "expired",
                        new TransferEvent.Expired(2, TRANSFER, 3, POSTINGS, PROGRESS, LATER)),
                event(
                        "command-done",
                        new TransferEvent.CommandDecided(2, TRANSFER, 3, DONE, POSTINGS, PROGRESS)),
                event(
                        "command-rejected",
                        new TransferEvent.CommandDecided(
                                2,
                                TRANSFER,
                                4,
                                REJECTED,
                                List.of(),
                                new Progress(TransferStatus.AUTHORIZED, 0, 0, 0, 0, null))),
                event(
                        "command-conflicted",
                        new TransferEvent.CommandConflicted(
                                2, TRANSFER, 4, COMMAND, DIGEST, LATER)),
                event(
                        "command-conflicted-counted",
                        new TransferEvent.CommandConflicted(2, TRANSFER, 4, COMMAND, null, LATER)),
                event("answer-with-commands", new TransferEvent.Answer(2, snapshot(), REPLIES)),
                event(
                        "command-answer",
                        new TransferEvent.CommandAnswer(2, snapshot(), DONE, REPLIES)),
                event(
                        "command-not-found",
                        new TransferEvent.CommandNotFound(2, TRANSFER, COMMAND, REPLIES)),
                account(
                        "entry-of-capture",
                        new AccountEvent.EntryPosted(
                                2,
                                ALICE,
                                3,
                                TRANSFER.id(),
                                RequestKind.CAPTURE,
                                COMMAND,
                                0,
                                Action.CAPTURE,
                                Direction.DEBIT,
                                PART,
                                BigInteger.TEN,
                                30,
                                RECEIVED,
                                LATER)),
                account(
                        "hold-placed",
                        new AccountEvent.HoldPlaced(
                                2,
                                ALICE,
                                2,
                                TRANSFER.id(),
                                RequestKind.TRANSFER,
                                null,
                                1,
                                PART,
                                LARGE,
                                530,
                                LATER)),
                account(
                        "hold-released",
                        new AccountEvent.HoldReleased(
                                2,
                                ALICE,
                                3,
                                TRANSFER.id(),
                                RequestKind.VOID,
                                COMMAND,
                                1,
                                PART,
                                BigInteger.TEN,
                                30,
                                LATER)),
                decided("done", 3, snapshot(new AccountCommand.Freeze("fraud?"), null)),
                decided(
                        "rejected",
                        4,
                        snapshot(new AccountCommand.Unfreeze(null), Refusal.ACCOUNT_CLOSED)),
                decided("close", 5, snapshot(new AccountCommand.Close(null), null)),
                decided("limit", 6, snapshot(new AccountCommand.ChangeOverdraftLimit(700), null)),
                account(
                        "command-conflicted",
                        new AccountEvent.CommandConflicted(2, ALICE, 4, COMMAND, DIGEST, LATER)),
                account(
                        "command-conflicted-counted",
                        new AccountEvent.CommandConflicted(2, ALICE, 4, COMMAND, null, LATER)),
                account(
                        "command-answer",
                        new AccountEvent.CommandAnswer(
                                2,
                                new AccountSnapshot(
                                        ALICE,
                                        OPENING,
                                        DIGEST,
                                        AccountStatus.CLOSED,
                                        new OverdraftLimit.Limited(0),
                                        BigInteger.ZERO,
                                        0,
                                        5,
                                        RECEIVED,
                                        LATER,
                                        Conflicts.NONE),
                                snapshot(new AccountCommand.Close("left us"), null),
                                REPLIES)),
                account(
                        "command-not-found",
                        new AccountEvent.CommandNotFound(2, ALICE, COMMAND, REPLIES)));
    }

    private static Example commanded(String kind, TransferCommand command) {
        return transfer(
                kind, new TransferRecord.Commanded(2, TRANSFER, COMMAND, command, RECEIVED));
    }

    private static Example commanded(String kind, AccountCommand command) {
        return instruction(
                kind, new InstructionRecord.AccountCommanded(2, ALICE, COMMAND, command, RECEIVED));
    }

    private static Example outcome(
            String name,
            RequestKind kind,
            @Nullable UUID requestId,
            Action action,
            Outcome.Result result) {
        return transfer(
                "outcome-" + name,
                new TransferRecord.Answered(
                        new Outcome(2, id(kind, requestId, action), LATER, result)));
    }

    private static InstructionId id(RequestKind kind, @Nullable UUID requestId, Action action) {
        return new InstructionId(ALICE, TRANSFER.id(), kind, requestId, 999, action);
    }

    private static TransferSnapshot snapshot() {
        return new TransferSnapshot(
                TRANSFER,
                REQUEST,
                DIGEST,
                TransferStatus.AUTHORIZED,
                RESULTS,
                1,
                2,
                3,
                4,
                null,
                Conflicts.NONE,
                LATER,
                List.of(DONE, REJECTED, WAITING));
    }

    private static Example decided(String name, long version, AccountCommandSnapshot command) {
        return account(
                "command-" + name,
                new AccountEvent.CommandDecided(
                        2,
                        ALICE,
                        version,
                        command,
                        AccountStatus.FROZEN,
                        new OverdraftLimit.Limited(700),
                        LATER));
    }

    private static AccountCommandSnapshot snapshot(
            AccountCommand content, @Nullable Refusal refusal) {
        return new AccountCommandSnapshot(
                COMMAND,
                content,
                refusal == null ? CommandStatus.DONE : CommandStatus.REJECTED,
                refusal,
                DIGEST,
                CONFLICTS,
                RECEIVED,
                LATER);
    }
}
