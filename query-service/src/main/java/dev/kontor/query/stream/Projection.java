package dev.kontor.query.stream;

import dev.kontor.processing.Applied;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.Processor;
import dev.kontor.processing.SourceRecord;
import dev.kontor.processing.Transaction;
import dev.kontor.query.domain.FactSequence;
import dev.kontor.query.domain.Fold;
import dev.kontor.query.store.Arrivals;
import dev.kontor.query.store.AsideStore;
import dev.kontor.query.store.Changes;
import dev.kontor.query.store.ViewStore;
import dev.kontor.query.store.ViewUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What projections have in common: read the views that a batch touches, bring its facts into
/// order, write what changed, wake who waits for it.
///
/// The views are not kept in memory from batch to batch; all that is are the gaps.
///
/// @param <R> the records of the topic
/// @param <E> those of them that are facts
final class Projection<R, E extends R, K, V> {
    private final Class<E> facts;
    private final Fold<K, E, V> fold;
    private final ViewStore<K, E, V> views;
    private final AsideStore aside;
    private final FactCodec<E> codec;
    private final Arrivals arrivals;
    private final Gaps gaps = new Gaps();
    private List<K> changedKeys = List.of();

    Projection(
            Class<E> facts,
            Fold<K, E, V> fold,
            ViewStore<K, E, V> views,
            AsideStore aside,
            FactCodec<E> codec,
            Arrivals arrivals) {
        this.facts = facts;
        this.fold = fold;
        this.views = views;
        this.aside = aside;
        this.codec = codec;
        this.arrivals = arrivals;
    }

    List<Applied> apply(Transaction transaction, List<PartitionBatch<R>> batches) {
        Map<K, V> stored = views.load(transaction, keys(batches));
        Map<Integer, FactSequence<K, E, V>> sequences = new LinkedHashMap<>();
        List<Applied> applied = new ArrayList<>(batches.size());
        for (PartitionBatch<R> batch : batches) {
            FactSequence<K, E, V> sequence =
                    new FactSequence<>(fold, stored::get, keptAside(transaction, batch));
            applied.add(feed(sequence, batch));
            sequences.put(batch.partition(), sequence);
        }
        write(transaction, stored, sequences);
        return applied;
    }

    void committed() {
        gaps.commit();
        arrivals.arrived(changedKeys);
        changedKeys = List.of();
    }

    void rolledBack() {
        gaps.rollBack();
        changedKeys = List.of();
    }

    void forget(int partition) {
        gaps.forget(partition);
    }

    Processor.Tick tick(int partition, Instant now) {
        if (!gaps.isKnown(partition)) {
            try {
                gaps.learn(partition, aside.keys(partition));
            } catch (ViewUnavailableException e) {
                return Processor.Tick.NOTHING; // the next tick asks again
            }
        }
        Optional<String> overdue = gaps.overdue(partition, now);
        return overdue.isEmpty()
                ? Processor.Tick.NOTHING
                : new Processor.Tick(
                        List.of(),
                        "facts of %s are there, and one before them has not come for %d s"
                                .formatted(overdue.get(), Gaps.PATIENCE.toSeconds()));
    }

    private @Nullable E factOf(SourceRecord<R> record) {
        return facts.isInstance(record.record()) ? facts.cast(record.record()) : null;
    }

    private Set<K> keys(List<PartitionBatch<R>> batches) {
        Set<K> keys = new HashSet<>();
        for (PartitionBatch<R> batch : batches) {
            for (SourceRecord<R> record : batch.records()) {
                E fact = factOf(record);
                if (fact != null) {
                    keys.add(fold.keyOf(fact));
                }
            }
        }
        return keys;
    }

    private List<E> keptAside(Transaction transaction, PartitionBatch<R> batch) {
        int partition = batch.partition();
        if (!gaps.isKnown(partition)) {
            gaps.learn(partition, aside.keys(transaction, partition));
        }
        Set<String> waiting = new HashSet<>(gaps.of(partition));
        waiting.retainAll(keys(List.of(batch)).stream().map(Object::toString).toList());
        if (waiting.isEmpty()) {
            return List.of();
        }
        return aside.load(transaction, partition, waiting).stream().map(codec::decode).toList();
    }

    private Applied feed(FactSequence<K, E, V> sequence, PartitionBatch<R> batch) {
        for (SourceRecord<R> record : batch.records()) {
            E fact = factOf(record);
            if (fact != null) {
                Optional<String> broken = sequence.feed(fact);
                if (broken.isPresent()) {
                    return new Applied(List.of(), new Applied.Halt(record.offset(), broken.get()));
                }
            }
        }
        return Applied.all(List.of());
    }

    private void write(
            Transaction transaction,
            Map<K, V> stored,
            Map<Integer, FactSequence<K, E, V>> sequences) {
        List<V> created = new ArrayList<>();
        List<V> updated = new ArrayList<>();
        Map<Integer, List<E>> applied = new LinkedHashMap<>();
        List<K> changed = new ArrayList<>();
        sequences.forEach((partition, sequence) -> {
            sequence.changed()
                    .forEach((key, view) -> {
                        changed.add(key);
                        (stored.containsKey(key) ? updated : created).add(view);
                    });
            applied.put(partition, sequence.applied());
            writeAside(transaction, partition, sequence);
        });
        views.write(transaction, new Changes<>(created, updated, applied));
        changedKeys = changed;
    }

    private void writeAside(
            Transaction transaction, int partition, FactSequence<K, E, V> sequence) {
        List<E> kept = sequence.newlyAside();
        List<E> released = sequence.noLongerAside();
        if (kept.isEmpty() && released.isEmpty()) {
            return;
        }
        aside.write(transaction, partition, asideFacts(kept), asideFacts(released));
        Set<String> waiting = new HashSet<>(gaps.of(partition));
        released.forEach(fact -> waiting.remove(fold.keyOf(fact).toString()));
        sequence.waiting().forEach(key -> waiting.add(key.toString()));
        gaps.apply(partition, waiting);
    }

    private List<AsideStore.Fact> asideFacts(List<E> these) {
        return these.stream()
                .map(fact ->
                        new AsideStore.Fact(
                                String.valueOf(fold.keyOf(fact)),
                                fold.numberOf(fact),
                                codec.encode(fact)))
                .toList();
    }
}
