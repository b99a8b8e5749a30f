package dev.kontor.simulation;

import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferRecord.Commanded;
import dev.kontor.events.model.TransferRecord.ExpiryDue;
import dev.kontor.events.model.TransferRecord.Requested;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one transfer must come to by `docs/transfers.md`, given the records of its key in the order
/// of the log: written from that page, knowing nothing of the core.
///
/// It is told as a story from beginning to end: whatever is asked of an account is answered at
/// once, by what the log says was answered. Only for what waits is it of interest how long that
/// took: see [Talk#end].
final class TransferModel {
    private static final int MOST_WAITING = 100;
    private static final int MOST_COMMANDS = 1_000;

    private final TransferKey key;
    private final Talk talk;
    private final Map<UUID, Command> commands = new LinkedHashMap<>();
    private final AccountModel.Losers losers = new AccountModel.Losers();
    private final List<Long> beginnings = new ArrayList<>();
    private @Nullable Story story;

    /// @param talk what this transfer asked of accounts, and was answered
    TransferModel(TransferKey key, Talk talk) {
        this.key = key;
        this.talk = talk;
    }

    /// A command as it stands at the end.
    static final class Command {
        final ContentDigest digest;
        final AccountModel.Losers losers = new AccountModel.Losers();
        CommandStatus status = CommandStatus.RECEIVED;
        @Nullable Rejection rejection;
        @Nullable Long amount;

        Command(ContentDigest digest, @Nullable Long amount) {
            this.digest = digest;
            this.amount = amount;
        }

        void end(@Nullable Rejection why) {
            end(why == null ? CommandStatus.DONE : CommandStatus.REJECTED, why);
        }

        /// @param why also of what is done, if a part of it was returned
        void end(CommandStatus how, @Nullable Rejection why) {
            status = how;
            rejection = why;
        }
    }

    /// What is asked of accounts, and where in the log the last answer stood.
    interface Talk {
        /// @return null: the account did it; else why not
        @Nullable Refusal ask(Instruction instruction);

        /// @return the offset of the last answer so far
        long end();
    }

    Map<UUID, Command> commands() {
        return commands;
    }

    int conflicts() {
        return losers.count();
    }

    /// @return null if it was never asked for
    @Nullable Story story() {
        return story;
    }

    /// Takes the next record of the transfer, answers left out.
    ///
    /// @return what one who waits for it is told that it was; null: there is nothing of the kind
    @Nullable Standing take(long offset, TransferRecord record) {
        return switch (record) {
            case Requested it -> request(it);
            case Commanded it -> command(offset, it);
            case ExpiryDue it -> {
                expiry(it);
                yield null;
            }
            case TransferRecord.Answered _ -> throw new AssertionError("answers are looked up");
        };
    }

    private Standing request(Requested it) {
        if (story == null) {
            story = new Story(key, it, talk);
            story.begin();
            return Standing.FIRST;
        }
        ContentDigest digest = ContentDigest.of(it.request());
        if (digest.equals(ContentDigest.of(story.request()))) {
            return Standing.REPEAT;
        }
        losers.add(digest);
        return Standing.CONFLICT;
    }

    private @Nullable Standing command(long offset, Commanded it) {
        if (story == null) {
            return null;
        }
        ContentDigest digest = ContentDigest.of(it.command());
        Command there = commands.get(it.commandId());
        if (there == null) {
            if (commands.size() < MOST_COMMANDS) {
                decide(story, offset, it, digest);
            }
            return Standing.FIRST;
        }
        if (there.digest.equals(digest)) {
            return Standing.REPEAT;
        }
        there.losers.add(digest);
        return Standing.CONFLICT;
    }

    private void decide(Story story, long offset, Commanded it, ContentDigest digest) {
        Command command = new Command(digest, it.command().amountMinor());
        commands.put(it.commandId(), command);
        if (beginnings.stream().filter(beginning -> beginning > offset).count() >= MOST_WAITING) {
            command.end(new Rejection(Refusal.INVALID_STATE, null));
            return;
        }
        beginnings.add(talk.end());
        switch (it.command()) {
            case TransferCommand.Capture capture -> story.capture(it, capture, command);
            case TransferCommand.Void _ -> story.voidIt(it, command);
            case TransferCommand.Reversal reversal -> story.reverse(it, reversal, command);
        }
    }

    private void expiry(ExpiryDue it) {
        if (story != null) {
            story.expire(it);
        }
    }
}
