package dev.kontor.ledger.domain;

import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferRecord.Commanded;
import dev.kontor.ledger.domain.Decision.Broken;
import dev.kontor.ledger.domain.Decision.Decided;
import dev.kontor.ledger.domain.Decision.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a command that comes means for its transfer: it is recorded once and waits for its turn,
/// which is at once where nothing is under way.
final class CommandDecisions {
    /// How many commands wait at most for what is under way to end.
    static final int MAX_WAITING = 100;

    /// How many commands of one transfer are recorded at most: all are read to decide on it.
    static final int MAX_RECORDED = 1_000;

    private CommandDecisions() {}

    static Decision decide(
            @Nullable Transfer transfer, Commanded commanded, @Nullable ReplyTo reply) {
        Optional<String> undecidable = Transfers.undecidable(commanded);
        if (undecidable.isPresent()) return new Broken(undecidable.get());
        if (transfer == null) return notFound(commanded, reply);
        Command known = transfer.commands().find(commanded.commandId());
        ContentDigest digest = ContentDigest.of(commanded.command());
        if (known == null) return receive(transfer, commanded, digest, reply);
        return known.digest().equals(digest)
                ? repeat(transfer, known, reply)
                : conflict(transfer, known, commanded, digest, reply);
    }

    private static Decision notFound(Commanded commanded, @Nullable ReplyTo reply) {
        if (reply == null) return Transfers.NOTHING;
        return Decided.without(
                new Told.NotFound(
                        commanded.rules(),
                        commanded.key(),
                        commanded.commandId(),
                        reply.as(Standing.FIRST)));
    }

    private static Decision receive(
            Transfer transfer, Commanded commanded, ContentDigest digest, @Nullable ReplyTo reply) {
        Change.CommandReceived received =
                new Change.CommandReceived(
                        commanded.rules(),
                        commanded.commandId(),
                        commanded.command(),
                        digest,
                        commanded.receivedAt());
        Command command = Command.received(received);
        if (transfer.commands().size() >= MAX_RECORDED) {
            return unrecorded(transfer, command, reply);
        }
        List<Change> changes = new ArrayList<>();
        changes.add(received);
        if (reply != null) {
            changes.add(new Change.CommandReplyKept(command.id(), reply.as(Standing.FIRST)));
        }
        if (transfer.agenda().waitingCommands() >= MAX_WAITING) {
            changes.add(Course.rejection(transfer, command, Refusal.INVALID_STATE));
        }
        return Transfers.decided(transfer, changes, null);
    }

    private static Decision unrecorded(
            Transfer transfer, Command command, @Nullable ReplyTo reply) {
        if (reply == null) return Transfers.NOTHING;
        Change.CommandDecided rejected = Course.rejection(transfer, command, Refusal.INVALID_STATE);
        TransferCommandSnapshot snapshot =
                command.decided(CommandStatus.REJECTED, rejected.rejection(), rejected.at())
                        .snapshot();
        return Decided.without(
                new Told.Unrecorded(command.rules(), snapshot, reply.as(Standing.FIRST)));
    }

    private static Decision repeat(Transfer transfer, Command known, @Nullable ReplyTo reply) {
        if (reply == null) return Transfers.NOTHING;
        if (known.isDecided()) {
            return Decided.without(new Told.Command(known.id(), reply.as(Standing.REPEAT)));
        }
        if (known.claimants().refuses(reply)) return Transfers.NOTHING;
        return Transfers.decided(
                transfer,
                List.of(new Change.CommandReplyKept(known.id(), reply.as(Standing.REPEAT))),
                null);
    }

    private static Decision conflict(
            Transfer transfer,
            Command known,
            Commanded loser,
            ContentDigest digest,
            @Nullable ReplyTo waiting) {
        Told told =
                waiting == null
                        ? null
                        : new Told.Command(known.id(), waiting.as(Standing.CONFLICT));
        if (!known.claimants().conflicts().records(digest)) return Decided.without(told);
        Change conflicted =
                new Change.CommandConflicted(
                        known.id(), known.claimants().conflicts().kept(digest), loser.receivedAt());
        return Transfers.decided(transfer, List.of(conflicted), told);
    }
}
