package dev.kontor.query;

import static dev.kontor.query.Facts.START;
import static dev.kontor.query.Facts.account;
import static dev.kontor.query.Facts.digest;
import static dev.kontor.query.Facts.transfer;

import dev.kontor.events.codec.Rules;
import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountCommandSnapshot;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Posting;
import dev.kontor.events.model.Progress;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Facts of commands as the processors would write them.
public final class CommandFacts {
    private CommandFacts() {}

    public static UUID command(long number) {
        return new UUID(0x0199_0000_0000_7c00L, number);
    }

    public static TransferCommandSnapshot done(
            long command, TransferCommand content, @Nullable Long amount) {
        return new TransferCommandSnapshot(
                command(command),
                content,
                amount,
                CommandStatus.DONE,
                null,
                ContentDigest.of(content),
                Conflicts.NONE,
                START.plusSeconds(command),
                START.plusSeconds(command + 1));
    }

    public static TransferCommandSnapshot refused(
            long command, TransferCommand content, Refusal refusal) {
        return new TransferCommandSnapshot(
                command(command),
                content,
                content.amountMinor(),
                CommandStatus.REJECTED,
                new Rejection(refusal, null),
                ContentDigest.of(content),
                Conflicts.NONE,
                START.plusSeconds(command),
                START.plusSeconds(command + 1));
    }

    public static TransferEvent.CommandDecided decided(
            long transfer,
            long number,
            TransferCommandSnapshot command,
            Progress progress,
            Posting... postings) {
        return new TransferEvent.CommandDecided(
                Rules.CURRENT, transfer(transfer), number, command, List.of(postings), progress);
    }

    /// @param refusal null: it is done
    public static AccountEvent.CommandDecided decided(
            String id,
            long version,
            long command,
            AccountCommand content,
            @Nullable Refusal refusal,
            AccountStatus statusAfter,
            OverdraftLimit limitAfter) {
        Instant at = START.plusSeconds(version);
        AccountCommandSnapshot snapshot =
                new AccountCommandSnapshot(
                        command(command),
                        content,
                        refusal == null ? CommandStatus.DONE : CommandStatus.REJECTED,
                        refusal,
                        ContentDigest.of(content),
                        Conflicts.NONE,
                        at.minusMillis(3),
                        at);
        return new AccountEvent.CommandDecided(
                Rules.CURRENT, account(id), version, snapshot, statusAfter, limitAfter, at);
    }

    public static TransferEvent.CommandConflicted commandConflicted(
            long transfer, long number, long command, @Nullable String digest) {
        return new TransferEvent.CommandConflicted(
                Rules.CURRENT,
                transfer(transfer),
                number,
                command(command),
                digest == null ? null : digest(digest),
                START.plusSeconds(transfer + 2));
    }

    public static AccountEvent.CommandConflicted commandConflicted(
            String id, long version, long command, @Nullable String digest) {
        return new AccountEvent.CommandConflicted(
                Rules.CURRENT,
                account(id),
                version,
                command(command),
                digest == null ? null : digest(digest),
                START.plusSeconds(version));
    }
}
