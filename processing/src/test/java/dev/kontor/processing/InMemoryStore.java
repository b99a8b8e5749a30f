package dev.kontor.processing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A database in memory: positions and outboxes, and whatever tables a service keeps beside them,
/// all moved by one commit.
///
/// What a transaction writes is written at once, together with how to undo it: so it is seen by
/// the transaction itself, is gone when it does not commit, and commits can be taken back one by
/// one, as a database does that is restored or lost its last ones. Fails where it is told to.
public final class InMemoryStore implements StateStore {
    /// Where a database can fail.
    public enum Step {
        CLAIM,
        /// A part of an outbox is read.
        OUTBOX,
        BEGIN,
        FENCE,
        APPLY,
        /// The commit failed and did not happen.
        COMMIT,
        /// The commit failed and happened.
        COMMITTED
    }

    /// How many rows of an outbox are read at once: few, so that a takeover is often in between.
    private static final int OUTBOX_PART = 2;

    private final Map<Integer, Row> rows = new HashMap<>();
    private final Map<String, Integer> applied = new HashMap<>();
    private final Deque<Step> failures = new ArrayDeque<>();
    private final List<Commit> commits = new ArrayList<>();
    private final Consumer<Step> onStep;
    private final Consumer<List<Output>> onCommit;
    private @Nullable InMemoryBatch open;
    private long tokens;

    private static final class Row {
        private @Nullable UUID token;
        private Position position = Position.START;
        private List<AcknowledgedOutput> acknowledged = List.of();
        private NavigableMap<Long, List<Output>> outbox = new TreeMap<>();
        private boolean damaged;
    }

    /// @param synchronous whether a database that is stopped hard still has it
    private record Commit(boolean synchronous, List<Runnable> undo) {
        void takeBack() {
            undo.reversed().forEach(Runnable::run);
        }
    }

    InMemoryStore() {
        this(_ -> {}, _ -> {});
    }

    /// @param onStep called before each step; what it throws is what the step throws
    /// @param onCommit told what each commit adds to the outboxes
    public InMemoryStore(Consumer<Step> onStep, Consumer<List<Output>> onCommit) {
        this.onStep = onStep;
        this.onCommit = onCommit;
    }

    /// @return the exception by which a database fails
    public static StoreException failure(Step step) {
        return new StoreException(step.name(), new IllegalStateException("as told"));
    }

    /// The next time it comes to this step, it fails.
    void failAt(Step... steps) {
        failures.addAll(List.of(steps));
    }

    /// @return how often the key was applied, as far as is durable
    int times(String key) {
        return applied.getOrDefault(key, 0);
    }

    Position position(int partition) {
        return row(partition).position;
    }

    /// @return the offset of the next record to apply
    public long applied(int partition) {
        return row(partition).position.next();
    }

    /// @return what stands in the outbox of the partition, oldest first
    public List<Output> outbox(int partition) {
        return row(partition).outbox.values().stream().flatMap(List::stream).toList();
    }

    /// Goes back to where the partition stood before its last outbox rows, as a database does that
    /// lost its last commits.
    void loseCommitsAfter(int partition, Position position, List<String> keys) {
        Row row = row(partition);
        row.position = position;
        row.outbox.tailMap(position.next(), false).clear();
        keys.forEach(applied::remove);
    }

    /// @return how many commits there have been
    public int commits() {
        return commits.size();
    }

    /// Is restored as it was after so many commits. For when all owners are stopped.
    public void restore(int count) {
        while (commits.size() > count) {
            commits.removeLast().takeBack();
        }
    }

    /// Stops hard and starts again: what is open is undone, and the last commits are gone, as far
    /// as they were not synchronous.
    ///
    /// @param most how many commits may be lost
    /// @return how many were
    public int crash(int most) {
        kill();
        int lost = 0;
        while (lost < most && !commits.isEmpty() && !commits.getLast().synchronous()) {
            commits.removeLast().takeBack();
            lost++;
        }
        return lost;
    }

    /// From now on the outbox of the partition cannot be read.
    void damage(int partition) {
        row(partition).damaged = true;
    }

    private Row row(int partition) {
        return rows.computeIfAbsent(partition, _ -> new Row());
    }

    private void at(Step step) {
        onStep.accept(step);
        if (failures.peek() == step) {
            failures.remove();
            throw failure(step);
        }
    }

    /// Whoever holds a transaction open has lost it: its session is ended.
    private void kill() {
        if (open != null) {
            open.end();
        }
    }

    @Override
    public Claim claim(int partition) {
        at(Step.CLAIM);
        kill();
        Row row = row(partition);
        UUID token = new UUID(0, ++tokens);
        UUID before = row.token;
        row.token = token;
        commits.add(new Commit(true, List.of(() -> row.token = before)));
        return new Claim(partition, token, row.position, row.acknowledged, null);
    }

    @Override
    public List<OutboxRow> outbox(int partition, long after) throws UnreadableRowException {
        at(Step.OUTBOX);
        Row row = row(partition);
        if (row.damaged) {
            throw new UnreadableRowException(
                    "the outbox holds gibberish", new IllegalStateException("as told"));
        }
        return row.outbox.tailMap(after, false).entrySet().stream()
                .limit(OUTBOX_PART)
                .map(entry -> new OutboxRow(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public Batch begin() {
        at(Step.BEGIN);
        kill();
        InMemoryBatch batch = new InMemoryBatch();
        open = batch;
        return batch;
    }

    /// What a core does with a transaction of this store.
    static void count(Transaction transaction, String key) {
        ((InMemoryBatch) transaction).count(key);
    }

    /// Notes how to undo what a service has just written in a table of its own.
    ///
    /// @throws StoreException if the transaction has ended meanwhile; nothing may be written then
    public static void written(Transaction transaction, Runnable undo) {
        ((InMemoryBatch) transaction).undo.add(undo);
    }

    /// To be called before a service reads or writes a table of its own.
    ///
    /// @throws StoreException if the database fails, or has ended the transaction
    public static void using(Transaction transaction) {
        InMemoryBatch batch = (InMemoryBatch) transaction;
        batch.store().at(Step.APPLY);
        batch.checkOpen();
    }

    private final class InMemoryBatch implements Batch {
        private final List<Runnable> undo = new ArrayList<>();
        private final List<Output> kept = new ArrayList<>();
        private boolean ended;

        InMemoryStore store() {
            return InMemoryStore.this;
        }

        void count(String key) {
            using(this);
            applied.merge(key, 1, Integer::sum);
            undo.add(() -> applied.merge(key, -1, Integer::sum));
        }

        void end() {
            if (!ended) {
                ended = true;
                open = null;
                undo.reversed().forEach(Runnable::run);
            }
        }

        void checkOpen() {
            if (ended) {
                throw new StoreException("session", new IllegalStateException("it was ended"));
            }
        }

        private void move(Row row, Position to) {
            Position from = row.position;
            row.position = to;
            undo.add(() -> row.position = from);
        }

        @Override
        public Set<Integer> fence(List<Advance> advances) {
            at(Step.FENCE);
            checkOpen();
            Set<Integer> passed = new HashSet<>();
            for (Advance advance : advances) {
                Row row = row(advance.partition());
                if (advance.token().equals(row.token)
                        && advance.from().next() == row.position.next()) {
                    passed.add(advance.partition());
                    move(row, advance.to());
                }
            }
            return passed;
        }

        @Override
        public void reposition(int partition, Position position) {
            checkOpen();
            move(row(partition), position);
        }

        @Override
        public void keep(int partition, long nextOffset, List<Output> outputs) {
            checkOpen();
            Row row = row(partition);
            if (row.outbox.put(nextOffset, outputs) != null) {
                throw new DuplicateRowException(new IllegalStateException("outbox row is there"));
            }
            undo.add(() -> row.outbox.remove(nextOffset));
            kept.addAll(outputs);
        }

        @Override
        public void remove(int partition, Confirmed confirmed) {
            checkOpen();
            Row row = row(partition);
            NavigableMap<Long, List<Output>> outbox = row.outbox;
            List<AcknowledgedOutput> acknowledged = row.acknowledged;
            row.outbox = new TreeMap<>(outbox.tailMap(confirmed.nextOffset(), false));
            row.acknowledged = confirmed.acknowledged();
            undo.add(() -> {
                row.outbox = outbox;
                row.acknowledged = acknowledged;
            });
        }

        @Override
        public boolean attempt(Write write) {
            int before = undo.size();
            try {
                write.run();
                return true;
            } catch (DuplicateRowException _) {
                List<Runnable> since = undo.subList(before, undo.size());
                since.reversed().forEach(Runnable::run);
                since.clear();
                return false;
            }
        }

        @Override
        public void commit() {
            at(Step.COMMIT);
            checkOpen();
            ended = true;
            open = null;
            commits.add(new Commit(false, undo));
            onCommit.accept(kept);
            at(Step.COMMITTED);
        }

        @Override
        public void close() {
            end();
        }
    }
}
