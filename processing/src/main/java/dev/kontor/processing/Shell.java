package dev.kontor.processing;

import dev.kontor.processing.Applied.Halt;
import dev.kontor.processing.StateStore.Confirmed;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The shell around a core: what one instance does with the partitions it was given.
///
/// Each turn applies what one poll brought, over all partitions, in one transaction whose first
/// statement is the fence; what follows from it is published after the commit, from what was
/// committed. Whenever something failed and its fate is unknown, all memory is dropped and every
/// partition is claimed anew: there is one way to recover, and it is the way to start.
///
/// Not thread-safe: one shell, one thread. Reads no clock and no socket but through what it is
/// given.
final class Shell<R> {
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final Logger LOG = LoggerFactory.getLogger(Shell.class);

    private final Processor<R> processor;
    private final RecordReader<R> reader;
    private final StateStore store;
    private final Publisher publisher;
    private final Claims claims;
    private final SourceControl source;
    private final ShellObserver observer;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final SortedMap<Integer, Ownership> owned = new TreeMap<>();
    private long nextTickAt;
    private long nextLookAt;
    private boolean joined;

    Shell(
            Processor<R> processor,
            int partitions,
            StateStore store,
            Publisher publisher,
            LogCheck logCheck,
            SourceControl source,
            ShellObserver observer,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.processor = processor;
        this.reader = new RecordReader<>(processor, partitions);
        this.store = store;
        this.publisher = publisher;
        this.claims = new Claims(store, logCheck, nanoTime);
        this.source = source;
        this.observer = observer;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.nextTickAt = nanoTime.getAsLong();
        this.nextLookAt = nextTickAt;
    }

    /// The group gave us these; they are claimed in this turn or, if that fails, in a later one.
    void assigned(Collection<Integer> partitions) {
        joined = true;
        for (int partition : partitions) {
            source.pause(partition);
            owned.put(partition, new Ownership(partition));
        }
        claimUnclaimed();
        observe();
    }

    /// The group took these away. Whoever has them now will fence us; nothing has to be handed
    /// over.
    void revoked(Collection<Integer> partitions) {
        for (int partition : partitions) {
            owned.remove(partition);
            drop(partition);
        }
        observe();
    }

    /// One turn.
    ///
    /// @param polled the records of each partition, in the order of the log; may be empty
    void turn(Map<Integer, List<ConsumerRecord<byte[], byte[]>>> polled) {
        try {
            if (publisher.failed()) {
                startOver("publishing failed");
            }
            // Before anything is applied: who is fenced in this turn may have lost the partition,
            // which the next poll tells.
            claimUnclaimed();
            List<Work<R>> work = work(polled);
            if (!work.isEmpty()) {
                apply(work);
            }
            tick();
        } catch (RuntimeException e) {
            LOG.error("the shell failed", e);
            startOver("the shell failed");
        }
        observe();
    }

    /// The log itself says that it is not the one the partition was read from.
    void logBroke(int partition, String reason) {
        Ownership ownership = owned.get(partition);
        if (ownership != null) {
            halt(ownership, ownership.position().next(), reason);
            observe();
        }
    }

    private List<Work<R>> work(Map<Integer, List<ConsumerRecord<byte[], byte[]>>> polled) {
        List<Work<R>> work = new ArrayList<>(polled.size());
        polled.forEach((partition, records) -> {
            Ownership ownership = owned.get(partition);
            if (ownership != null && ownership.isRunning()) {
                following(ownership, records)
                        .ifPresent(next -> work.add(Work.read(ownership, next, reader)));
            }
        });
        work.sort(Comparator.comparingInt(Work::partition));
        return work;
    }

    /// Offsets have no holes: what does not directly follow the applied position is not applied,
    /// and the partition is read again from there.
    private Optional<List<ConsumerRecord<byte[], byte[]>>> following(
            Ownership ownership, List<ConsumerRecord<byte[], byte[]>> records) {
        long next = ownership.position().next();
        List<ConsumerRecord<byte[], byte[]>> ahead =
                records.stream().dropWhile(record -> record.offset() < next).toList();
        for (int i = 0; i < ahead.size(); i++) {
            if (ahead.get(i).offset() != next + i) {
                LOG.warn(
                        "offset {} of partition {} does not follow {}: reading again",
                        ahead.get(i).offset(),
                        ownership.partition(),
                        next + i - 1);
                source.resumeAt(ownership.partition(), ownership.position());
                return Optional.empty();
            }
        }
        return ahead.isEmpty() ? Optional.empty() : Optional.of(ahead);
    }

    private void apply(List<Work<R>> wanted) {
        Committed<R> committed;
        long begun = nanoTime.getAsLong();
        try {
            committed = commit(wanted);
        } catch (StoreException e) {
            processor.rolledBack();
            startOver(String.valueOf(e.getMessage()));
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

    private Committed<R> commit(List<Work<R>> wanted) {
        List<Work<R>> work = new ArrayList<>(wanted.size());
        Map<Integer, Confirmed> confirmed = new HashMap<>();
        try (StateStore.Batch batch = store.begin()) {
            Set<Integer> passed = batch.fence(wanted.stream().map(Work::advance).toList());
            for (Work<R> each : wanted) {
                if (passed.contains(each.partition())) {
                    work.add(each);
                } else {
                    fenced(each.ownership());
                }
            }
            if (work.isEmpty()) {
                return new Committed<>(work, List.of(), confirmed);
            }
            List<Applied> applied = processor.apply(batch, work.stream().map(Work::batch).toList());
            for (int i = 0; i < work.size(); i++) {
                finish(batch, work.get(i), applied.get(i));
                removeConfirmed(batch, work.get(i).partition(), confirmed);
            }
            batch.commit();
            return new Committed<>(work, applied, confirmed);
        }
    }

    /// Memory and publishing follow what was committed, never the other way round.
    private void follow(Committed<R> committed) {
        processor.committed();
        committed.confirmed().forEach(publisher::removed);
        for (int i = 0; i < committed.work().size(); i++) {
            committed(committed.work().get(i), committed.applied().get(i));
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

    private void committed(Work<R> work, Applied applied) {
        Ownership ownership = work.ownership();
        Position end = work.end(applied);
        ownership.moveTo(end);
        List<Output> outputs = work.outputs(applied);
        if (!outputs.isEmpty()) {
            publisher.publish(work.partition(), end.next(), outputs);
        }
        Halt halt = applied.halt() != null ? applied.halt() : work.halt();
        if (halt != null) {
            halt(ownership, halt.offset(), halt.reason());
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
            halt(only.ownership(), offset, "the core failed: " + failure);
            return;
        }
        for (ConsumerRecord<byte[], byte[]> record : only.raw()) {
            if (only.ownership().isRunning()) {
                apply(List.of(Work.read(only.ownership(), List.of(record), reader)));
            }
        }
        if (only.ownership().isRunning() && only.halt() != null) {
            halt(only.ownership(), only.halt().offset(), only.halt().reason());
        }
    }

    private void removeConfirmed(
            StateStore.Batch batch, int partition, Map<Integer, Confirmed> confirmed) {
        publisher
                .confirmed(partition)
                .ifPresent(done -> {
                    batch.remove(partition, done);
                    confirmed.put(partition, done);
                });
    }

    /// Clears the outbox of partitions that have nothing else to commit. Now and then all others
    /// pass the fence too: an idle owner would else not learn that it is none any more, or that the
    /// database has lost its last commits.
    private void clearOutbox() {
        boolean all = nanoTime.getAsLong() - nextLookAt >= 0;
        List<Ownership> looked =
                owned.values().stream()
                        .filter(Ownership::isClaimed)
                        .filter(each -> all || publisher.confirmed(each.partition()).isPresent())
                        .toList();
        if (all) {
            nextLookAt = nanoTime.getAsLong() + LOOK_NANOS;
        }
        if (looked.isEmpty()) {
            return;
        }
        Map<Integer, Confirmed> confirmed = new HashMap<>();
        try (StateStore.Batch batch = store.begin()) {
            Set<Integer> passed = batch.fence(looked.stream().map(Ownership::stay).toList());
            for (Ownership each : looked) {
                if (passed.contains(each.partition())) {
                    removeConfirmed(batch, each.partition(), confirmed);
                } else {
                    fenced(each);
                }
            }
            batch.commit();
        } catch (StoreException e) {
            startOver(String.valueOf(e.getMessage()));
            return;
        }
        confirmed.forEach(publisher::removed);
    }

    private void claimUnclaimed() {
        claims.take(owned.values().stream().filter(Ownership::isUnclaimed).toList())
                .forEach(this::start);
    }

    private void start(Claims.Taken taken) {
        Claim claim = taken.claim();
        int partition = claim.partition();
        drop(partition);
        taken.ownership().claimed(claim);
        if (taken.fault() != null) {
            halt(taken.ownership(), claim.position().next(), taken.fault());
            return;
        }
        publisher.adopt(partition, claim.acknowledged());
        for (Claim.OutboxRow row : claim.outbox()) {
            publisher.publish(partition, row.nextOffset(), row.outputs());
        }
        source.resumeAt(partition, claim.position());
        observer.claimed(partition);
    }

    private void tick() {
        if (nanoTime.getAsLong() - nextTickAt < 0) {
            return;
        }
        nextTickAt = nanoTime.getAsLong() + TICK_NANOS;
        for (Ownership ownership : owned.values()) {
            if (ownership.isRunning()) {
                tick(ownership);
            }
        }
        clearOutbox();
    }

    private void tick(Ownership ownership) {
        boolean caughtUp = source.lag(ownership.partition()).orElse(1) == 0;
        Processor.Tick tick;
        try {
            tick = processor.tick(ownership.partition(), caughtUp, clock.instant());
        } catch (StoreException e) {
            startOver(String.valueOf(e.getMessage()));
            return;
        } catch (RuntimeException e) {
            LOG.error("the core failed between records", e);
            halt(ownership, ownership.position().next(), "the core failed: " + e);
            return;
        }
        publisher.again(tick.again());
        if (tick.fault() != null) {
            halt(ownership, ownership.position().next(), tick.fault());
        }
    }

    private void fenced(Ownership ownership) {
        LOG.warn(
                "partition {} stands elsewhere than here, or is another's: claiming it anew",
                ownership.partition());
        drop(ownership.partition());
        source.pause(ownership.partition());
        ownership.unclaimed();
        observer.fenced(ownership.partition());
    }

    private void halt(Ownership ownership, long offset, String reason) {
        String where = "offset %d: %s".formatted(offset, reason);
        LOG.error("ALARM: partition {} halts at {}", ownership.partition(), where);
        source.pause(ownership.partition());
        ownership.halt(where);
    }

    /// The fate of something is unknown: nothing in memory is trusted any more.
    private void startOver(String reason) {
        LOG.warn("starting over from what is committed: {}", reason);
        publisher.restart();
        claims.pause();
        for (Ownership ownership : owned.values()) {
            // Halted ones too: what they had to publish before they halted is in the outbox.
            drop(ownership.partition());
            source.pause(ownership.partition());
            ownership.unclaimed();
        }
    }

    private void drop(int partition) {
        processor.forget(partition);
        publisher.forget(partition);
    }

    private void observe() {
        if (!joined) {
            return;
        }
        List<PartitionState> states = new ArrayList<>(owned.size());
        for (Ownership ownership : owned.values()) {
            states.add(ownership.state(source.lag(ownership.partition())));
        }
        observer.partitions(states);
    }
}
