package dev.kontor.query.stream;

import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.TransferEvents;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.processing.Applied;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.Processor;
import dev.kontor.processing.Transaction;
import dev.kontor.query.domain.TransferFold;
import dev.kontor.query.domain.TransferView;
import dev.kontor.query.store.Arrivals;
import dev.kontor.query.store.AsideStore;
import dev.kontor.query.store.TransferStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/// From `transfer-events` into transfers. Answers are passed over.
final class TransferProjection implements Processor<TransferEvent> {
    private final Projection<TransferEvent, TransferEvent.Numbered, TransferKey, TransferView>
            projection;

    TransferProjection(TransferStore transfers, AsideStore aside, Arrivals arrivals) {
        projection =
                new Projection<>(
                        TransferEvent.Numbered.class,
                        new TransferFold(),
                        transfers,
                        aside,
                        new Codec(),
                        arrivals);
    }

    @Override
    public Topic source() {
        return Topic.TRANSFER_EVENTS;
    }

    @Override
    public TransferEvent decode(byte[] key, byte[] value)
            throws UnreadableRecordException, FutureRecordException {
        return TransferEvents.decode(key, value);
    }

    @Override
    public Writer writerOf(TransferEvent record) {
        return Writer.LEDGER_PROCESSOR;
    }

    @Override
    public List<Applied> apply(
            Transaction transaction, List<PartitionBatch<TransferEvent>> batches) {
        return projection.apply(transaction, batches);
    }

    @Override
    public void committed() {
        projection.committed();
    }

    @Override
    public void rolledBack() {
        projection.rolledBack();
    }

    @Override
    public void forget(int partition) {
        projection.forget(partition);
    }

    @Override
    public Tick tick(int partition, boolean caughtUp, Instant now) {
        // What is missing may stand in the log unread.
        return caughtUp ? projection.tick(partition, now) : Tick.NOTHING;
    }

    private static final class Codec implements FactCodec<TransferEvent.Numbered> {
        @Override
        public byte[] encode(TransferEvent.Numbered fact) {
            return TransferEvents.encode(fact);
        }

        @Override
        public TransferEvent.Numbered decode(AsideStore.Fact kept) {
            try {
                byte[] key = kept.key().getBytes(StandardCharsets.UTF_8);
                return (TransferEvent.Numbered) TransferEvents.decode(key, kept.value());
            } catch (UnreadableRecordException | FutureRecordException e) {
                throw new IllegalStateException("what was kept aside was readable once", e);
            }
        }
    }
}
