package dev.kontor.ledger.stream;

import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.ledger.domain.Transfer;
import dev.kontor.ledger.domain.Transfers;
import dev.kontor.ledger.store.TransferStore;
import dev.kontor.processing.Applied;
import dev.kontor.processing.Output;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.Processor;
import dev.kontor.processing.SourceRecord;
import dev.kontor.processing.StoreException;
import dev.kontor.processing.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides the records of the topic `transfers`.
///
/// A transfer that is not in memory and is asked for is taken to be new, which is nearly always
/// true and costs no query. Where it is not, its first step is there already: the batch is undone
/// and decided again from what is stored. So is a batch in which anything breaks an invariant: no
/// partition halts for what stood in memory only.
public final class TransferProcessor implements Processor<TransferRecord> {
    private static final int MAX_RESENT_PER_TICK = 100;
    private static final int MAX_READ_PER_SCAN = 1_000;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(TransferProcessor.class);

    private final TransferStore store;
    private final InFlight inFlight;
    private final Resending resending = new Resending();
    private Instant askStoreFrom = Instant.MIN;
    private @Nullable BatchDecisions pending;

    /// @param maxInFlight how many transfers are kept in memory, see [InFlight]
    public TransferProcessor(TransferStore store, int maxInFlight) {
        this.store = store;
        this.inFlight = new InFlight(maxInFlight);
    }

    @Override
    public Topic source() {
        return Topic.TRANSFERS;
    }

    @Override
    public TransferRecord decode(byte[] key, byte[] value)
            throws UnreadableRecordException, FutureRecordException {
        TransferRecord record = TransferRecords.decode(key, value);
        if (record instanceof TransferRecord.Requested requested) {
            Optional<String> undecidable = Transfers.undecidable(requested);
            if (undecidable.isPresent()) {
                throw new UnreadableRecordException(undecidable.get());
            }
        }
        return record;
    }

    @Override
    public Writer writerOf(TransferRecord record) {
        return switch (record) {
            case TransferRecord.Requested _, TransferRecord.Commanded _ -> Writer.REQUEST_SERVICE;
            case TransferRecord.ExpiryDue _ -> Writer.LEDGER_PROCESSOR;
            case TransferRecord.Answered answered -> Writer.ACCOUNT_SERVICE;
        };
    }

    @Override
    public List<Applied> apply(
            Transaction transaction, List<PartitionBatch<TransferRecord>> batches) {
        BatchDecisions decisions = BatchDecisions.of(batches, recall(transaction, batches));
        if (decisions.isBroken() || !isAppended(transaction, decisions)) {
            decisions = BatchDecisions.of(batches, store.load(transaction, keysOf(batches)));
            if (!isAppended(transaction, decisions)) {
                throw new IllegalStateException(
                        "a step that was not there is there: someone writes behind the fence");
            }
        }
        pending = decisions;
        return decisions.applied();
    }

    @Override
    public void committed() {
        if (pending != null) {
            pending.changed().forEach(this::keep);
        }
        pending = null;
    }

    @Override
    public void rolledBack() {
        pending = null;
    }

    @Override
    public void forget(int partition) {
        inFlight.forget(partition);
        resending.forget(partition);
    }

    /// Sends again what has been under way for too long. It reads outside of the fence, which is
    /// harmless: an instruction that was once asked stays the same and is obeyed once. A database
    /// that fails meanwhile is no reason to halt: it is asked again later.
    @Override
    public Tick tick(int partition, boolean caughtUp, Instant now) {
        Resending.Watches watches = resending.at(partition, now);
        if (!caughtUp || now.isBefore(askStoreFrom)) {
            return Tick.NOTHING;
        }
        try {
            scan(partition, watches);
            List<Output> again = sendAgain(partition, watches);
            return again.isEmpty() ? Tick.NOTHING : new Tick(again, null);
        } catch (StoreException e) {
            LOG.warn("nothing is sent again for now: {}", e.getMessage());
            askStoreFrom = now.plus(AFTER_FAILURE);
            return Tick.NOTHING;
        }
    }

    private void scan(int partition, Resending.Watches watches) {
        if (watches.isScanDue()) {
            List<TransferKey> open = store.open(partition, watches.cursor(), MAX_READ_PER_SCAN);
            watches.scanned(open, open.size() == MAX_READ_PER_SCAN);
        }
    }

    /// @return those that are in memory, and those that must be looked up: answers are for
    ///     transfers that exist
    private Map<TransferKey, Transfer> recall(
            Transaction transaction, List<PartitionBatch<TransferRecord>> batches) {
        Map<TransferKey, Transfer> known = new HashMap<>();
        Set<TransferKey> seen = new HashSet<>();
        Set<TransferKey> missing = new HashSet<>();
        for (PartitionBatch<TransferRecord> batch : batches) {
            for (SourceRecord<TransferRecord> record : batch.records()) {
                TransferKey key = record.record().key();
                if (!seen.add(key)) {
                    continue;
                }
                Transfer transfer = inFlight.find(batch.partition(), key);
                if (transfer != null) {
                    known.put(key, transfer);
                } else if (record.record() instanceof TransferRecord.Answered) {
                    missing.add(key);
                }
            }
        }
        if (!missing.isEmpty()) {
            known.putAll(store.load(transaction, missing));
        }
        return known;
    }

    private boolean isAppended(Transaction transaction, BatchDecisions decisions) {
        return decisions.steps().steps().isEmpty()
                || transaction.attempt(() -> store.append(transaction, decisions.steps()));
    }

    private static Set<TransferKey> keysOf(List<PartitionBatch<TransferRecord>> batches) {
        Set<TransferKey> keys = new HashSet<>();
        for (PartitionBatch<TransferRecord> batch : batches) {
            batch.records().forEach(record -> keys.add(record.record().key()));
        }
        return keys;
    }

    private void keep(TransferKey key, BatchDecisions.Changed changed) {
        if (changed.now().isFinal()) {
            inFlight.drop(changed.partition(), key);
            resending.ended(changed.partition(), key);
        } else {
            inFlight.keep(changed.partition(), changed.now());
            resending.moved(changed.partition(), key);
        }
    }

    private List<Output> sendAgain(int partition, Resending.Watches watches) {
        List<TransferKey> due = watches.due(MAX_RESENT_PER_TICK);
        Map<TransferKey, Transfer> transfers = lookUp(partition, due);
        List<Output> again = new ArrayList<>();
        for (TransferKey key : due) {
            Transfer transfer = transfers.get(key);
            if (transfer == null || transfer.isFinal()) {
                watches.ended(key);
                continue;
            }
            List<Output> outstanding = Outputs.outstanding(transfer);
            if (again.size() + outstanding.size() > MAX_RESENT_PER_TICK) {
                break;
            }
            again.addAll(outstanding);
            watches.sentAgain(key);
        }
        return again;
    }

    private Map<TransferKey, Transfer> lookUp(int partition, List<TransferKey> keys) {
        Map<TransferKey, Transfer> found = new HashMap<>();
        Set<TransferKey> missing = new HashSet<>();
        for (TransferKey key : keys) {
            Transfer transfer = inFlight.find(partition, key);
            if (transfer == null) {
                missing.add(key);
            } else {
                found.put(key, transfer);
            }
        }
        if (!missing.isEmpty()) {
            found.putAll(store.peek(missing));
        }
        return found;
    }
}
