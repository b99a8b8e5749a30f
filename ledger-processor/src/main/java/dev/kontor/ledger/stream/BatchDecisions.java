package dev.kontor.ledger.stream;

import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.ledger.domain.Decision.Broken;
import dev.kontor.ledger.domain.Decision.Decided;
import dev.kontor.ledger.domain.Step;
import dev.kontor.ledger.domain.Transfer;
import dev.kontor.ledger.domain.Transfers;
import dev.kontor.ledger.store.Steps;
import dev.kontor.ledger.store.Steps.Authorized;
import dev.kontor.ledger.store.Steps.Placed;
import dev.kontor.processing.Applied;
import dev.kontor.processing.Applied.Halt;
import dev.kontor.processing.Output;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.SourceRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What comes of the records of some batches, given the transfers as they stood before.
///
/// Works on its own copies, so it can be thrown away and done again.
final class BatchDecisions {
    private static final Logger LOG = LoggerFactory.getLogger(BatchDecisions.class);

    private final Map<TransferKey, Transfer> before;
    private final Map<TransferKey, Changed> changed = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Applied> applied = new ArrayList<>();

    /// @param now the transfer at the end of the batch
    record Changed(int partition, Transfer now) {}

    private BatchDecisions(Map<TransferKey, Transfer> before) {
        this.before = before;
    }

    /// @param before what is not in it is taken to be new
    static BatchDecisions of(
            List<PartitionBatch<TransferRecord>> batches, Map<TransferKey, Transfer> before) {
        BatchDecisions decisions = new BatchDecisions(before);
        batches.forEach(batch -> decisions.applied.add(decisions.decide(batch)));
        return decisions;
    }

    /// @return one for each batch, in the same order
    List<Applied> applied() {
        return applied;
    }

    boolean isBroken() {
        return applied.stream().anyMatch(each -> each.halt() != null);
    }

    Map<TransferKey, Changed> changed() {
        return changed;
    }

    Steps steps() {
        List<Placed> opened = new ArrayList<>();
        List<Placed> closed = new ArrayList<>();
        List<Authorized> authorized = new ArrayList<>();
        List<Authorized> resumed = new ArrayList<>();
        changed.forEach((key, change) -> {
            Transfer old = before.get(key);
            Transfer now = change.now();
            boolean wasOpen = old != null && old.isUnderWay();
            boolean rested = old != null && old.isAuthorized();
            if (now.isUnderWay() && !wasOpen) {
                opened.add(new Placed(change.partition(), key));
            }
            if (wasOpen && !now.isUnderWay()) {
                closed.add(new Placed(change.partition(), key));
            }
            if (now.isAuthorized() && !rested) {
                authorized.add(new Authorized(change.partition(), key, now.expiry()));
            }
            if (rested && !now.isAuthorized()) {
                resumed.add(new Authorized(change.partition(), key, now.expiry()));
            }
        });
        return new Steps(steps, opened, closed, authorized, resumed);
    }

    private Applied decide(PartitionBatch<TransferRecord> batch) {
        List<Output> outputs = new ArrayList<>();
        for (SourceRecord<TransferRecord> record : batch.records()) {
            String broken = decide(record, outputs);
            if (broken != null) {
                return new Applied(outputs, new Halt(record.offset(), broken));
            }
        }
        return Applied.all(outputs);
    }

    /// @return null, or which invariant is broken, or how the core failed; then nothing was done
    private @Nullable String decide(SourceRecord<TransferRecord> record, List<Output> outputs) {
        try {
            Transfer transfer = find(record.record().key());
            return switch (Transfers.decide(transfer, record.record(), record.reply())) {
                case Broken(String reason) -> reason;
                case Decided decided -> {
                    outputs.addAll(Outputs.of(transfer, decided, record.traceparent()));
                    take(decided.step(), decided.after(), record.partition());
                    yield null;
                }
            };
        } catch (RuntimeException e) {
            LOG.error("the core failed at offset {}", record.offset(), e);
            return "the core failed: " + e;
        }
    }

    private void take(@Nullable Step step, @Nullable Transfer after, int partition) {
        if (step != null && after != null) {
            changed.put(step.key(), new Changed(partition, after));
            steps.add(step);
        }
    }

    private @Nullable Transfer find(TransferKey key) {
        Changed latest = changed.get(key);
        return latest == null ? before.get(key) : latest.now();
    }
}
