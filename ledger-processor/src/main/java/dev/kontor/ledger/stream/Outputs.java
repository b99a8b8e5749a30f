package dev.kontor.ledger.stream;

import dev.kontor.events.codec.InstructionRecords;
import dev.kontor.events.codec.TransferEvents;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.topic.Topic;
import dev.kontor.ledger.domain.Decision;
import dev.kontor.ledger.domain.Effect;
import dev.kontor.ledger.domain.Effects;
import dev.kontor.ledger.domain.Instructions;
import dev.kontor.ledger.domain.Transfer;
import dev.kontor.processing.Output;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the core says, as records of the topics.
final class Outputs {
    private Outputs() {}

    static List<Output> of(
            @Nullable Transfer before, Decision.Decided decided, @Nullable String traceparent) {
        List<Output> outputs = new ArrayList<>();
        for (Effect effect : Effects.of(before, decided)) {
            outputs.add(of(effect, traceparent));
        }
        return outputs;
    }

    /// @return the instructions that are under way, as they were sent the first time
    static List<Output> outstanding(Transfer transfer) {
        return Instructions.outstanding(transfer).stream()
                .map(instruction -> of(instruction, null))
                .toList();
    }

    /// @return what tells the log that the transfer's clock has passed its expiry
    static Output expiryDue(Transfer transfer, Instant now) {
        TransferRecord record =
                new TransferRecord.ExpiryDue(
                        transfer.rules(), transfer.key(), Micros.truncate(now));
        return new Output(
                Topic.TRANSFERS, record.key().bytes(), TransferRecords.encode(record), false, null);
    }

    private static Output of(Effect effect, @Nullable String traceparent) {
        return switch (effect) {
            case Effect.Instruct(Instruction instruction) -> of(instruction, traceparent);
            case Effect.Announce(TransferEvent event) ->
                    new Output(
                            Topic.TRANSFER_EVENTS,
                            event.key().bytes(),
                            TransferEvents.encode(event),
                            !(event instanceof TransferEvent.Numbered),
                            traceparent);
        };
    }

    private static Output of(Instruction instruction, @Nullable String traceparent) {
        InstructionRecord record = new InstructionRecord.Instructed(instruction);
        return new Output(
                Topic.INSTRUCTIONS,
                record.key().bytes(),
                InstructionRecords.encode(record),
                false,
                traceparent);
    }
}
