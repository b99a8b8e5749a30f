package dev.kontor.simulation;

import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Progress;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One transfer by its facts, in the order of their numbers: what a view would show.
final class TransferBook {
    private final String name;
    private final List<TransferEvent.Numbered> facts = new ArrayList<>();
    private final Map<UUID, TransferCommandSnapshot> commands = new HashMap<>();
    private final Map<UUID, Integer> commandConflicts = new HashMap<>();
    private @Nullable TransferRequest request;
    private int conflicts;
    private Progress progress = new Progress(TransferStatus.RECEIVED, 0, 0, 0, 0, null);

    TransferBook(String name) {
        this.name = name;
    }

    int number() {
        return facts.size();
    }

    List<TransferEvent.Numbered> facts() {
        return facts;
    }

    Progress progress() {
        return progress;
    }

    int conflicts() {
        return conflicts;
    }

    /// @return those that were decided
    Map<UUID, TransferCommandSnapshot> commands() {
        return commands;
    }

    int conflictsOf(UUID command) {
        return commandConflicts.getOrDefault(command, 0);
    }

    /// Adds the next fact.
    ///
    /// @return whether all that the transfer asked of accounts is answered after it
    boolean add(TransferEvent.Numbered fact) {
        Broken.unless(
                fact.number() == number() + 1,
                () -> name + ": number " + fact.number() + " follows " + number());
        TransferStatus before = progress.status();
        boolean rests = take(fact);
        Broken.unless(
                before == progress.status() || !before.isFinal(),
                () -> name + ": " + before + " for ever, and then " + progress.status());
        facts.add(fact);
        return rests;
    }

    private boolean take(TransferEvent.Numbered fact) {
        switch (fact) {
            case TransferEvent.Received received -> request = received.request();
            case TransferEvent.Authorized _ -> progress = ended(TransferStatus.AUTHORIZED, 0, 0);
            case TransferEvent.Posted posted ->
                    progress =
                            new Progress(
                                    TransferStatus.POSTED,
                                    debits(),
                                    0,
                                    0,
                                    posted.returnedAmount(),
                                    posted.rejection());
            case TransferEvent.Rejected rejected ->
                    progress =
                            new Progress(TransferStatus.REJECTED, 0, 0, 0, 0, rejected.rejection());
            case TransferEvent.Returned returned ->
                    progress =
                            new Progress(
                                    TransferStatus.RETURNED,
                                    debits(),
                                    0,
                                    0,
                                    returned.returnedAmount(),
                                    returned.rejection());
            case TransferEvent.Expired expired -> progress = expired.progress();
            case TransferEvent.CommandDecided decided -> {
                progress = decided.progress();
                UUID id = decided.command().id();
                Broken.unless(
                        commands.put(id, decided.command()) == null,
                        () -> name + ": command " + id + " is decided twice");
            }
            case TransferEvent.CommandConflicted conflicted -> {
                commandConflicts.merge(conflicted.commandId(), 1, Integer::sum);
                return false;
            }
            case TransferEvent.Conflicted _ -> {
                conflicts++;
                return false;
            }
        }
        return !(fact instanceof TransferEvent.Received);
    }

    private Progress ended(TransferStatus status, long captured, long returned) {
        return new Progress(status, captured, 0, 0, returned, null);
    }

    private long debits() {
        if (request == null) {
            throw new Broken(name + ": was never received");
        }
        return request.legs().stream()
                .filter(leg -> leg.direction() == Direction.DEBIT)
                .mapToLong(TransferBook::minor)
                .sum();
    }

    private static long minor(Leg leg) {
        return leg.amount().minor();
    }
}
