package dev.kontor.ledger.stream;

import dev.kontor.events.codec.InstructionRecords;
import dev.kontor.events.codec.TransferEvents;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.ledger.Sample;
import dev.kontor.processing.Applied;
import dev.kontor.processing.Output;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.SourceRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One partition of the log, its owner and its store.
final class OnePartition {
    static final int PARTITION = 3;

    private final StoreInMemory store = new StoreInMemory();
    private TransferProcessor processor = new TransferProcessor(store, 1_000);
    private long offset;

    StoreInMemory store() {
        return store;
    }

    TransferProcessor processor() {
        return processor;
    }

    void restart() {
        restart(1_000);
    }

    void restart(int maxInFlight) {
        processor = new TransferProcessor(store, maxInFlight);
    }

    List<Output> tick(Instant now) {
        return processor.tick(PARTITION, true, now).loose();
    }

    Applied apply(TransferRecord... records) {
        return apply(List.of(records));
    }

    Applied apply(ReplyTo reply, TransferRecord... records) {
        return commit(batch(reply, List.of(records)));
    }

    Applied apply(List<TransferRecord> records) {
        return commit(batch(null, records));
    }

    /// Only the last record is waited for.
    PartitionBatch<TransferRecord> batch(@Nullable ReplyTo reply, List<TransferRecord> records) {
        List<SourceRecord<TransferRecord>> read = new ArrayList<>();
        for (TransferRecord record : records) {
            ReplyTo waiting = read.size() == records.size() - 1 ? reply : null;
            read.add(new SourceRecord<>(PARTITION, offset++, record, waiting, "trace"));
        }
        return new PartitionBatch<>(PARTITION, read);
    }

    static TransferRecord requested(int number) {
        return Sample.requested(Sample.key(number), Sample.request());
    }

    static TransferRecord debited(int number) {
        return Sample.answered(
                Sample.key(number), "alice", 0, Action.POST_DEBIT, Sample.posted(5, 100));
    }

    static TransferRecord credited(int number) {
        return Sample.answered(
                Sample.key(number), "bob", 1, Action.POST_CREDIT, Sample.posted(6, 200));
    }

    static List<String> lines(Applied applied) {
        return lines(applied.outputs());
    }

    static List<String> lines(List<Output> outputs) {
        return outputs.stream().map(OnePartition::line).toList();
    }

    private Applied commit(PartitionBatch<TransferRecord> batch) {
        StoreInMemory.Work work = store.begin();
        Applied applied = processor.apply(work, List.of(batch)).getFirst();
        work.commit();
        processor.committed();
        return applied;
    }

    private static String line(Output output) {
        try {
            return switch (output.topic()) {
                case INSTRUCTIONS -> {
                    InstructionRecord.Instructed told =
                            (InstructionRecord.Instructed)
                                    InstructionRecords.decode(output.key(), output.value());
                    yield told.instruction().id().action() + " " + told.key().id();
                }
                case TRANSFERS -> {
                    TransferRecord record = TransferRecords.decode(output.key(), output.value());
                    yield record.getClass().getSimpleName()
                            + " "
                            + record.key().id().uuid().getLeastSignificantBits();
                }
                case TRANSFER_EVENTS -> line(TransferEvents.decode(output.key(), output.value()));
                case ACCOUNT_EVENTS, ACCOUNTS, DEAD_LETTERS ->
                        throw new AssertionError("to " + output.topic());
            };
        } catch (Exception e) {
            throw new AssertionError("an output that cannot be read", e);
        }
    }

    private static String line(TransferEvent event) {
        return switch (event) {
            case TransferEvent.Answer answer ->
                    "Answer %s %s"
                            .formatted(
                                    answer.transfer().status(),
                                    answer.replies().stream()
                                            .map(to -> to.to() + " " + to.standing())
                                            .toList());
            case TransferEvent.CommandAnswer answer -> "CommandAnswer " + answer.command().status();
            case TransferEvent.CommandNotFound missing -> "CommandNotFound";
            case TransferEvent.Numbered numbered ->
                    numbered.getClass().getSimpleName() + " " + numbered.number();
        };
    }
}
