package dev.kontor.simulation;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.InstructionRecord.AccountCommanded;
import dev.kontor.events.model.InstructionRecord.Instructed;
import dev.kontor.events.model.InstructionRecord.OpeningRequested;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferRecord.Commanded;
import dev.kontor.events.model.TransferRecord.Requested;
import dev.kontor.events.model.TransferRequest;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What clients send under an id that they have used: the same again, or something else.
final class Repeats {
    private final Dice dice;
    private final Requests requests;

    Repeats(Dice dice, Requests requests) {
        this.dice = dice;
        this.requests = requests;
    }

    TransferRecord again(TransferRecord record, Instant received) {
        return switch (record) {
            case Requested it ->
                    new Requested(
                            it.rules(),
                            it.key(),
                            with(it.request(), it.request().description(), received));
            case Commanded it ->
                    new Commanded(it.rules(), it.key(), it.commandId(), it.command(), received);
            case TransferRecord.Answered _, TransferRecord.ExpiryDue _ ->
                    throw new AssertionError("no client sends " + record);
        };
    }

    InstructionRecord again(InstructionRecord record, Instant received) {
        return switch (record) {
            case OpeningRequested it -> opening(it, it.opening().overdraftLimit(), received);
            case AccountCommanded it ->
                    new AccountCommanded(
                            it.rules(), it.key(), it.commandId(), it.command(), received);
            case Instructed _ -> throw new AssertionError("no client sends " + record);
        };
    }

    TransferRecord otherwise(TransferRecord record, Instant received) {
        return switch (record) {
            case Requested it ->
                    new Requested(
                            it.rules(),
                            it.key(),
                            with(it.request(), "other " + dice.below(3), received));
            case Commanded it ->
                    new Commanded(
                            it.rules(), it.key(), it.commandId(), requests.content(), received);
            case TransferRecord.Answered _, TransferRecord.ExpiryDue _ ->
                    throw new AssertionError("no client sends " + record);
        };
    }

    InstructionRecord otherwise(InstructionRecord record, Instant received) {
        return switch (record) {
            case OpeningRequested it ->
                    opening(it, new OverdraftLimit.Limited(dice.below(50)), received);
            case AccountCommanded it ->
                    new AccountCommanded(
                            it.rules(),
                            it.key(),
                            it.commandId(),
                            new AccountCommand.ChangeOverdraftLimit(dice.below(50)),
                            received);
            case Instructed _ -> throw new AssertionError("no client sends " + record);
        };
    }

    private static OpeningRequested opening(
            OpeningRequested like, OverdraftLimit limit, Instant received) {
        OpenAccount opening =
                new OpenAccount(
                        like.opening().currency(), limit, like.opening().metadata(), received);
        return new OpeningRequested(like.rules(), like.key(), opening);
    }

    private static TransferRequest with(
            TransferRequest like, @Nullable String description, Instant received) {
        SortedMap<String, String> metadata = new TreeMap<>(like.metadata());
        return new TransferRequest(
                like.legs(),
                like.capture(),
                like.expiresAt(),
                like.happenedAt(),
                like.sentAt(),
                received,
                description,
                metadata);
    }
}
