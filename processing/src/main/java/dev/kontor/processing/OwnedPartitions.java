package dev.kontor.processing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The partitions that the group has given to this instance, and every change of what may be done
/// with them: claimed, fenced, halted, or claimed anew because nothing in memory is trusted any
/// more.
final class OwnedPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedPartitions.class);

    private final Processor<?> processor;
    private final StateStore store;
    private final Publisher publisher;
    private final Claims claims;
    private final SourceControl source;
    private final ShellObserver observer;
    private final SortedMap<Integer, Ownership> owned = new TreeMap<>();
    private boolean joined;

    OwnedPartitions(
            Processor<?> processor,
            StateStore store,
            Publisher publisher,
            Claims claims,
            SourceControl source,
            ShellObserver observer) {
        this.processor = processor;
        this.store = store;
        this.publisher = publisher;
        this.claims = claims;
        this.source = source;
        this.observer = observer;
    }

    void add(Collection<Integer> partitions) {
        joined = true;
        for (int partition : partitions) {
            source.pause(partition, Position.START);
            owned.put(partition, new Ownership(partition));
        }
    }

    void remove(Collection<Integer> partitions) {
        for (int partition : partitions) {
            owned.remove(partition);
            drop(partition);
        }
    }

    /// @return in partition order
    Collection<Ownership> all() {
        return owned.values();
    }

    Optional<Ownership> find(int partition) {
        return Optional.ofNullable(owned.get(partition));
    }

    void claimUnclaimed() {
        try {
            claims.take(owned.values().stream().filter(Ownership::isUnclaimed).toList())
                    .forEach(this::start);
        } catch (StoreException e) {
            startOver(String.valueOf(e.getMessage()));
        }
    }

    private void start(Claims.Taken taken) {
        Claim claim = taken.claim();
        int partition = claim.partition();
        drop(partition);
        Ownership ownership = taken.ownership();
        ownership.claimed(claim);
        if (taken.fault() != null) {
            halt(ownership, claim.position().next(), taken.fault());
            return;
        }
        publisher.adopt(partition, claim.acknowledged());
        try {
            publishOutbox(partition);
        } catch (UnreadableRowException e) {
            halt(ownership, claim.position().next(), String.valueOf(e.getMessage()));
            return;
        }
        if (ownership.isRunning()) {
            source.resumeAt(partition, claim.position());
        }
        observer.claimed(partition);
    }

    /// Part by part, each sent before the next is read. The publisher takes no more than its buffer
    /// holds and makes us wait for the rest, so this is as fast as the brokers are. Once a send has
    /// failed nothing goes out any more, and the next turn starts over from here.
    private void publishOutbox(int partition) throws UnreadableRowException {
        List<StateStore.OutboxRow> part = store.outbox(partition, 0);
        while (!part.isEmpty() && !publisher.failed()) {
            part.forEach(row -> publisher.publish(partition, row.nextOffset(), row.outputs()));
            part = store.outbox(partition, part.getLast().nextOffset());
        }
    }

    void fenced(Ownership ownership) {
        LOG.warn(
                "partition {} stands elsewhere than here, or is another's: claiming it anew",
                ownership.partition());
        drop(ownership.partition());
        pause(ownership);
        ownership.fenced();
        observer.fenced(ownership.partition());
    }

    void halt(Ownership ownership, long offset, String reason) {
        String where = "offset %d: %s".formatted(offset, reason);
        if (!where.equals(ownership.halted())) {
            LOG.error("ALARM: partition {} halts at {}", ownership.partition(), where);
        }
        pause(ownership);
        ownership.halt(where);
    }

    /// The fate of something is unknown: nothing in memory is trusted any more.
    void startOver(String reason) {
        LOG.warn("starting over from what is committed: {}", reason);
        publisher.restart();
        claims.pause();
        for (Ownership ownership : owned.values()) {
            drop(ownership.partition());
            pause(ownership);
            ownership.unclaimed();
        }
    }

    private void pause(Ownership ownership) {
        source.pause(ownership.partition(), ownership.position());
    }

    private void drop(int partition) {
        processor.forget(partition);
        publisher.forget(partition);
    }

    /// Shows them as they are now. Before the group has given any there is nothing to show.
    void observe() {
        if (!joined) {
            return;
        }
        List<PartitionState> states = new ArrayList<>(owned.size());
        for (Ownership ownership : owned.values()) {
            states.add(ownership.state(source.unread(ownership.partition())));
        }
        observer.seen(states);
    }
}
