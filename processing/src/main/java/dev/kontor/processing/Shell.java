package dev.kontor.processing;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final Logger LOG = LoggerFactory.getLogger(Shell.class);

    private final Processor<R> processor;
    private final RecordReader<R> reader;
    private final Publisher publisher;
    private final OwnedPartitions owned;
    private final Commits<R> commits;
    private final SourceControl source;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private long nextTickAt;

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
        this.publisher = publisher;
        Claims claims = new Claims(store, logCheck, nanoTime);
        this.owned = new OwnedPartitions(processor, store, publisher, claims, source, observer);
        this.commits =
                new Commits<>(processor, reader, store, publisher, owned, observer, nanoTime);
        this.source = source;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.nextTickAt = nanoTime.getAsLong();
    }

    /// The group gave us these; they are claimed in this turn or, if that fails, in a later one.
    void assigned(Collection<Integer> partitions) {
        owned.add(partitions);
        owned.claimUnclaimed();
        owned.observe();
    }

    /// The group took these away. Whoever has them now will fence us; nothing has to be handed
    /// over.
    void revoked(Collection<Integer> partitions) {
        owned.remove(partitions);
        owned.observe();
    }

    /// One turn.
    ///
    /// @param polled the records of each partition, in the order of the log; may be empty
    void turn(Map<Integer, List<ConsumerRecord<byte[], byte[]>>> polled) {
        try {
            if (publisher.failed()) {
                owned.startOver("publishing failed");
            }
            // Before anything is applied: who is fenced in this turn may have lost the partition,
            // which the next poll tells.
            owned.claimUnclaimed();
            List<Work<R>> work = work(polled);
            if (!work.isEmpty()) {
                commits.apply(work);
            }
            tick();
        } catch (RuntimeException e) {
            LOG.error("the shell failed", e);
            owned.startOver("the shell failed");
        }
        owned.observe();
    }

    /// The log itself says that it is not the one the partition was read from.
    void logBroke(int partition, String reason) {
        owned.find(partition)
                .ifPresent(ownership -> {
                    owned.halt(ownership, ownership.position().next(), reason);
                    owned.observe();
                });
    }

    private List<Work<R>> work(Map<Integer, List<ConsumerRecord<byte[], byte[]>>> polled) {
        List<Work<R>> work = new ArrayList<>(polled.size());
        polled.forEach((partition, records) -> {
            Ownership ownership = owned.find(partition).orElse(null);
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
        int known = 0;
        while (known < records.size() && records.get(known).offset() < next) {
            known++;
        }
        List<ConsumerRecord<byte[], byte[]>> ahead = records.subList(known, records.size());
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

    private void tick() {
        if (nanoTime.getAsLong() - nextTickAt < 0) {
            return;
        }
        nextTickAt = nanoTime.getAsLong() + TICK_NANOS;
        for (Ownership ownership : owned.all()) {
            if (ownership.isRunning()) {
                tick(ownership);
            }
        }
        commits.clearOutbox();
        source.askForEnds(
                owned.all().stream()
                        .filter(each -> !each.isRunning())
                        .map(Ownership::partition)
                        .toList());
    }

    private void tick(Ownership ownership) {
        boolean caughtUp = source.unread(ownership.partition()).orElse(1) == 0;
        Processor.Tick tick;
        try {
            tick = processor.tick(ownership.partition(), caughtUp, clock.instant());
        } catch (StoreException e) {
            owned.startOver(String.valueOf(e.getMessage()));
            return;
        } catch (RuntimeException e) {
            LOG.error("the core failed between records", e);
            owned.halt(ownership, ownership.position().next(), "the core failed: " + e);
            return;
        }
        publisher.publishLoose(tick.loose());
        if (tick.fault() != null) {
            owned.halt(ownership, ownership.position().next(), tick.fault());
        }
    }
}
