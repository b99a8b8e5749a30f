package dev.kontor.query.stream;

import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
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
import dev.kontor.query.store.ReadPool;
import dev.kontor.query.store.ViewStore;
import dev.kontor.query.store.ViewUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Brings the facts of one topic into its views: reads the views that a batch touches, brings its
/// facts into order, writes what changed, wakes who waits for it. Answers are passed over.
///
/// Of the views only those are kept in memory from batch to batch that are likely to change again
/// soon.
///
/// @param <R> the records of the topic
/// @param <E> those of them that are facts
final class Projection<R, E extends R, K, V> implements Processor<R> {
    private final FactTopic<R, E> topic;
    private final Fold<K, E, V> fold;
    private final ViewStore<K, E, V> views;
    private final AsideStore aside;
    private final Arrivals arrivals;
    private final Gaps gaps = new Gaps();
    private final RecentViews<K, V> recent;
    private List<K> changedKeys = List.of();

    Projection(
            FactTopic<R, E> topic,
            Fold<K, E, V> fold,
            ViewStore<K, E, V> views,
            ReadPool reads,
            Arrivals arrivals) {
        this.topic = topic;
        this.fold = fold;
        this.recent = new RecentViews<>(fold::isAtRest);
        this.views = views;
        this.aside = new AsideStore(topic.source(), reads);
        this.arrivals = arrivals;
    }

    @Override
    public Topic source() {
        return topic.source();
    }

    @Override
    public R decode(byte[] key, byte[] value)
            throws UnreadableRecordException, FutureRecordException {
        return topic.decoder().decode(key, value);
    }

    @Override
    public Writer writerOf(R record) {
        return topic.writer();
    }

    @Override
    public List<Applied> apply(Transaction transaction, List<PartitionBatch<R>> batches) {
        Map<K, V> stored = stored(transaction, batches);
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

    @Override
    public void committed() {
        gaps.commit();
        recent.commit();
        arrivals.arrived(changedKeys);
        changedKeys = List.of();
    }

    @Override
    public void rolledBack() {
        gaps.rollBack();
        recent.rollBack();
        changedKeys = List.of();
    }

    @Override
    public void forget(int partition) {
        gaps.forget(partition);
        recent.forget(partition);
    }

    /// Judges gaps once all that stands in the log is applied: what is missing may stand there.
    @Override
    public Tick tick(int partition, boolean caughtUp, Instant now) {
        if (!caughtUp) {
            return Tick.NOTHING;
        }
        if (!gaps.isKnown(partition)) {
            try {
                gaps.learn(partition, aside.keys(partition));
            } catch (ViewUnavailableException e) {
                return Tick.NOTHING; // the next tick asks again
            }
        }
        return gaps.overdue(partition, now).map(Projection::lost).orElse(Tick.NOTHING);
    }

    private static Tick lost(String key) {
        return new Tick(
                List.of(),
                "facts of %s are there, and one before them has not come for %d s"
                        .formatted(key, Gaps.PATIENCE.toSeconds()));
    }

    /// The views that the batches touch and that are there.
    private Map<K, V> stored(Transaction transaction, List<PartitionBatch<R>> batches) {
        Map<K, V> stored = new HashMap<>();
        Set<K> unknown = new HashSet<>();
        for (PartitionBatch<R> batch : batches) {
            Set<K> keys = keys(batch);
            recent.take(batch.partition(), keys, stored);
            unknown.addAll(keys);
        }
        if (!unknown.isEmpty()) {
            stored.putAll(views.load(transaction, unknown));
        }
        return stored;
    }

    private Set<K> keys(PartitionBatch<R> batch) {
        Set<K> keys = new HashSet<>();
        for (SourceRecord<R> record : batch.records()) {
            E fact = topic.factOf(record.record());
            if (fact != null) {
                keys.add(fold.keyOf(fact));
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
        waiting.retainAll(keys(batch).stream().map(Object::toString).toList());
        if (waiting.isEmpty()) {
            return List.of();
        }
        return aside.load(transaction, partition, waiting).stream().map(topic::read).toList();
    }

    private Applied feed(FactSequence<K, E, V> sequence, PartitionBatch<R> batch) {
        for (SourceRecord<R> record : batch.records()) {
            E fact = topic.factOf(record.record());
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
            recent.apply(partition, sequence.changed());
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
                                topic.encoder().apply(fact)))
                .toList();
    }
}
