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
import org.jspecify.annotations.Nullable;

/// A database in memory: positions, outboxes and how often each key was applied, all moved by one
/// commit. Fails where it is told to.
final class InMemoryStore implements StateStore {
    /// Where a database can fail.
    enum Step {
        CLAIM,
        BEGIN,
        FENCE,
        APPLY,
        /// The commit failed and did not happen.
        COMMIT,
        /// The commit failed and happened.
        COMMITTED
    }

    private final Map<Integer, Row> rows = new HashMap<>();
    private final Map<String, Integer> applied = new HashMap<>();
    private final Deque<Step> failures = new ArrayDeque<>();
    private int tokens;

    private static final class Row {
        private @Nullable UUID token;
        private Position position = Position.START;
        private List<AcknowledgedOutput> acknowledged = List.of();
        private final NavigableMap<Long, List<Output>> outbox = new TreeMap<>();
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

    /// @return what stands in the outbox of the partition, oldest first
    List<Output> outbox(int partition) {
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

    private Row row(int partition) {
        return rows.computeIfAbsent(partition, _ -> new Row());
    }

    private void perhapsFail(Step step) {
        if (failures.peek() == step) {
            failures.remove();
            throw new StoreException(step.name(), new IllegalStateException("as told"));
        }
    }

    @Override
    public Claim claim(int partition) {
        perhapsFail(Step.CLAIM);
        Row row = row(partition);
        UUID token = new UUID(0, ++tokens);
        row.token = token;
        List<Claim.OutboxRow> outbox = new ArrayList<>();
        row.outbox.forEach((next, outputs) -> outbox.add(new Claim.OutboxRow(next, outputs)));
        return new Claim(partition, token, row.position, row.acknowledged, outbox);
    }

    @Override
    public Batch begin() {
        perhapsFail(Step.BEGIN);
        return new InMemoryBatch();
    }

    /// What a core does with a transaction of this store.
    static void count(Transaction transaction, String key) {
        ((InMemoryBatch) transaction).count(key);
    }

    private final class InMemoryBatch implements Batch {
        private final List<Runnable> changes = new ArrayList<>();

        void count(String key) {
            perhapsFail(Step.APPLY);
            changes.add(() -> applied.merge(key, 1, Integer::sum));
        }

        @Override
        public Set<Integer> fence(List<Advance> advances) {
            perhapsFail(Step.FENCE);
            Set<Integer> passed = new HashSet<>();
            for (Advance advance : advances) {
                Row row = row(advance.partition());
                if (advance.token().equals(row.token)
                        && advance.from().next() == row.position.next()) {
                    passed.add(advance.partition());
                    changes.add(() -> row.position = advance.to());
                }
            }
            return passed;
        }

        @Override
        public void reposition(int partition, Position position) {
            changes.add(() -> row(partition).position = position);
        }

        @Override
        public void keep(int partition, long nextOffset, List<Output> outputs) {
            changes.add(() -> row(partition).outbox.put(nextOffset, outputs));
        }

        @Override
        public void remove(int partition, Confirmed confirmed) {
            changes.add(() -> {
                Row row = row(partition);
                row.outbox.headMap(confirmed.nextOffset(), true).clear();
                row.acknowledged = confirmed.acknowledged();
            });
        }

        @Override
        public boolean attempt(Write write) {
            int before = changes.size();
            try {
                write.run();
                return true;
            } catch (DuplicateRowException _) {
                changes.subList(before, changes.size()).clear();
                return false;
            }
        }

        @Override
        public void commit() {
            perhapsFail(Step.COMMIT);
            changes.forEach(Runnable::run);
            perhapsFail(Step.COMMITTED);
        }

        @Override
        public void close() {}
    }
}
