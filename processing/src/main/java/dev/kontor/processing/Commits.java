package dev.kontor.processing;

import dev.kontor.processing.Applied.Halt;
import dev.kontor.processing.StateStore.Confirmed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The transactions of a shell: those that apply what a poll brought, and those that only clear the
/// outbox. Each begins with the fence; memory and publishing follow what was committed, never the
/// other way round.
final class Commits<R> {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

    private final Processor<R> processor;
    private final RecordReader<R> reader;
    private final StateStore store;
    private final Publisher publisher;
    private final OwnedPartitions owned;
    private final ShellObserver observer;
    private final LongSupplier nanoTime;
    private long nextLookAt;

    Commits(
            Processor<R> processor,
            RecordReader<R> reader,
            StateStore store,
            Publisher publisher,
            OwnedPartitions owned,
            ShellObserver observer,
            LongSupplier nanoTime) {
        this.processor = processor;
        this.reader = reader;
        this.store = store;
        this.publisher = publisher;
        this.owned = owned;
        this.observer = observer;
        this.nanoTime = nanoTime;
        this.nextLookAt = nanoTime.getAsLong();
    }

    /// Applies all of it in one transaction; if the core fails at some of it, all but that.
    ///
    /// @param wanted in partition order
    void apply(List<Work<R>> wanted) {
        Committed<R> committed;
        long begun = nanoTime.getAsLong();
        try {
            committed = commit(wanted);
        } catch (StoreException e) {
            processor.rolledBack();
            owned.startOver(String.valueOf(e.getMessage()));
            return;
        } catch (RuntimeException e) {
            // Anything may come out of a core that is wrong; one record of these brings it about.
            processor.rolledBack();
            isolate(wanted, e);
            return;
        }
        if (!committed.work().isEmpty()) {
            follow(committed);
            observer.applied(committed.records(), nanoTime.getAsLong() - begun);
        }
    }

    /// Clears the outbox, in a transaction of its own: there it is one statement for what many
    /// batches left. Now and then partitions that have nothing to clear pass the fence too: an idle
    /// owner would else not learn that it is none any more, or that the database has lost its last
    /// commits.
    void clearOutbox() {
        boolean all = nanoTime.getAsLong() - nextLookAt >= 0;
        List<Ownership> looked = new ArrayList<>();
        Map<Integer, Confirmed> confirmed = new HashMap<>();
        for (Ownership each : owned.all()) {
            if (each.isClaimed()) {
                publisher
                        .confirmed(each.partition())
                        .ifPresent(done -> confirmed.put(each.partition(), done));
                if (all || confirmed.containsKey(each.partition())) {
                    looked.add(each);
                }
            }
        }
        if (all) {
            nextLookAt = nanoTime.getAsLong() + LOOK_NANOS;
        }
        if (looked.isEmpty()) {
            return;
        }
        try (StateStore.Batch batch = store.begin()) {
            Set<Integer> passed = batch.fence(looked.stream().map(Ownership::stay).toList());
            for (Ownership each : looked) {
                if (!passed.contains(each.partition())) {
                    confirmed.remove(each.partition());
                    owned.fenced(each);
                }
            }
            confirmed.forEach(batch::remove);
            batch.commit();
        } catch (StoreException e) {
            owned.startOver(String.valueOf(e.getMessage()));
            return;
        }
        confirmed.forEach(publisher::removed);
    }

    private Committed<R> commit(List<Work<R>> wanted) {
        List<Work<R>> work = new ArrayList<>(wanted.size());
        try (StateStore.Batch batch = store.begin()) {
            Set<Integer> passed = batch.fence(wanted.stream().map(Work::advance).toList());
            for (Work<R> each : wanted) {
                if (passed.contains(each.partition())) {
                    work.add(each);
                } else {
                    owned.fenced(each.ownership());
                }
            }
            if (work.isEmpty()) {
                return new Committed<>(work, List.of());
            }
            List<Applied> applied = processor.apply(batch, work.stream().map(Work::batch).toList());
            for (int i = 0; i < work.size(); i++) {
                finish(batch, work.get(i), applied.get(i));
            }
            batch.commit();
            return new Committed<>(work, applied);
        }
    }

    private void finish(StateStore.Batch batch, Work<R> work, Applied applied) {
        Position end = work.end(applied);
        if (applied.halt() != null) {
            batch.reposition(work.partition(), end);
        }
        List<Output> outputs = work.outputs(applied);
        if (!outputs.isEmpty()) {
            batch.keep(work.partition(), end.next(), outputs);
        }
    }

    private void follow(Committed<R> committed) {
        processor.committed();
        for (int i = 0; i < committed.work().size(); i++) {
            follow(committed.work().get(i), committed.applied().get(i));
        }
    }

    private void follow(Work<R> work, Applied applied) {
        Ownership ownership = work.ownership();
        Position end = work.end(applied);
        ownership.moveTo(end);
        List<Output> outputs = work.outputs(applied);
        if (!outputs.isEmpty()) {
            publisher.publish(work.partition(), end.next(), outputs);
        }
        if (!work.dead().isEmpty()) {
            observer.dead(outputs.size() - applied.outputs().size());
        }
        Halt halt = applied.halt() != null ? applied.halt() : work.halt();
        if (halt != null) {
            owned.halt(ownership, halt.offset(), halt.reason());
        }
    }

    /// Finds the record that the core fails at, so that all others go on.
    private void isolate(List<Work<R>> work, RuntimeException failure) {
        if (work.size() > 1) {
            for (Work<R> each : work) {
                if (each.ownership().isRunning()) {
                    apply(List.of(each));
                }
            }
            return;
        }
        Work<R> only = work.getFirst();
        if (only.raw().size() <= 1) {
            long offset = only.ownership().position().next();
            LOG.error("the core failed at offset {}", offset, failure);
            owned.halt(only.ownership(), offset, "the core failed: " + failure);
            return;
        }
        for (ConsumerRecord<byte[], byte[]> record : only.raw()) {
            if (only.ownership().isRunning()) {
                apply(List.of(Work.read(only.ownership(), List.of(record), reader)));
            }
        }
        if (only.ownership().isRunning() && only.halt() != null) {
            owned.halt(only.ownership(), only.halt().offset(), only.halt().reason());
        }
    }
}
