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
    private final Expiring expiring = new Expiring();
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
        Optional<String> undecidable = Transfers.undecidable(record);
        if (undecidable.isPresent()) {
            throw new UnreadableRecordException(undecidable.get());
        }
        return record;
    }

    @Override
    public Writer writerOf(TransferRecord record) {
        return switch (record) {
            case TransferRecord.Requested requested -> Writer.REQUEST_SERVICE;
            case TransferRecord.Commanded commanded -> Writer.REQUEST_SERVICE;
            case TransferRecord.Answered answered -> Writer.ACCOUNT_SERVICE;
            case TransferRecord.ExpiryDue due -> Writer.LEDGER_PROCESSOR;
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
        expiring.forget(partition);
    }

    /// Sends again what has been under way for too long, and tells the log of authorizations whose
    /// expiry has passed. It reads outside of the fence, which is harmless: an instruction that was
    /// once asked stays the same and is obeyed once, and an expiry is judged when it is read from
    /// the log. A database that fails meanwhile is no reason to halt: it is asked again later.
    @Override
    public Tick tick(int partition, boolean caughtUp, Instant now) {
        Resending.Watches open = resending.at(partition, now);
        Expiring.Watches authorized = expiring.at(partition, now);
        if (!caughtUp || now.isBefore(askStoreFrom)) {
            return Tick.NOTHING;
        }
        try {
            scan(partition, open);
            List<Output> loose = new ArrayList<>(sendAgain(open));
            look(partition, authorized);
            loose.addAll(expire(authorized, now));
            return loose.isEmpty() ? Tick.NOTHING : new Tick(loose, null);
        } catch (StoreException e) {
            LOG.warn("nothing is sent again and nothing expires for now: {}", e.getMessage());
            askStoreFrom = now.plus(AFTER_FAILURE);
            return Tick.NOTHING;
        }
    }

    /// @return those that are in memory, and those that must be looked up: all but requests are for
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
                Transfer transfer = inFlight.find(key);
                if (transfer != null) {
                    known.put(key, transfer);
                } else if (!(record.record() instanceof TransferRecord.Requested)) {
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
        int partition = changed.partition();
        Transfer now = changed.now();
        if (now.isUnderWay()) {
            resending.moved(partition, key);
        } else {
            resending.ended(partition, key);
        }
        if (now.isAuthorized()) {
            expiring.authorized(partition, key, now.expiry());
        } else {
            expiring.moved(partition, key);
        }
        if (now.isUnderWay() || now.isAuthorized()) {
            inFlight.keep(partition, now);
        } else {
            inFlight.drop(key);
        }
    }

    private void scan(int partition, Resending.Watches watches) {
        if (watches.isScanDue()) {
            List<TransferKey> open = store.open(partition, watches.cursor(), MAX_READ_PER_SCAN);
            watches.scanned(open, open.size() == MAX_READ_PER_SCAN);
        }
    }

    private List<Output> sendAgain(Resending.Watches watches) {
        List<TransferKey> due = watches.due(MAX_RESENT_PER_TICK);
        Map<TransferKey, Transfer> transfers = lookUp(due);
        List<Output> again = new ArrayList<>();
        for (TransferKey key : due) {
            Transfer transfer = transfers.get(key);
            if (transfer == null || !transfer.isUnderWay()) {
                watches.ended(key);
                continue;
            }
            List<Output> outstanding = Outputs.outstanding(transfer);
            int from = Math.min(watches.sentInPart(key), outstanding.size());
            int to = Math.min(from + MAX_RESENT_PER_TICK - again.size(), outstanding.size());
            again.addAll(outstanding.subList(from, to));
            if (to < outstanding.size()) {
                watches.sentInPart(key, to);
                break;
            }
            watches.sentAgain(key);
        }
        return again;
    }

    private void look(int partition, Expiring.Watches watches) {
        if (watches.isLookDue()) {
            watches.looked(store.authorized(partition, watches.limit()));
        }
    }

    private List<Output> expire(Expiring.Watches watches, Instant now) {
        List<TransferKey> due = watches.due();
        Map<TransferKey, Transfer> transfers = lookUp(due);
        List<Output> told = new ArrayList<>();
        for (TransferKey key : due) {
            Transfer transfer = transfers.get(key);
            if (transfer == null || !transfer.isAuthorized()) {
                watches.moved(key);
                continue;
            }
            told.add(Outputs.expiryDue(transfer, now));
            watches.told(key);
        }
        return told;
    }

    private Map<TransferKey, Transfer> lookUp(List<TransferKey> keys) {
        Map<TransferKey, Transfer> found = new HashMap<>();
        Set<TransferKey> missing = new HashSet<>();
        for (TransferKey key : keys) {
            Transfer transfer = inFlight.find(key);
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
