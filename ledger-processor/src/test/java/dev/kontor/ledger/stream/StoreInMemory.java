package dev.kontor.ledger.stream;

import dev.kontor.events.model.TransferKey;
import dev.kontor.ledger.domain.Step;
import dev.kontor.ledger.domain.Transfer;
import dev.kontor.ledger.domain.Transfers;
import dev.kontor.ledger.store.Steps;
import dev.kontor.ledger.store.TransferStore;
import dev.kontor.processing.DuplicateRowException;
import dev.kontor.processing.StoreException;
import dev.kontor.processing.Transaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The store without PostgreSQL: its transactions see and undo what theirs would.
final class StoreInMemory implements TransferStore {
    private Tables committed = new Tables(new HashMap<>(), new TreeMap<>(), new HashMap<>());
    private int loaded;
    private int looks;
    private boolean reachable = true;

    /// @param open what has something under way, by `partition/key`
    private record Tables(
            Map<TransferKey, List<Step>> steps,
            TreeMap<String, Steps.Placed> open,
            Map<TransferKey, Steps.Authorized> authorized) {
        Tables copy() {
            Map<TransferKey, List<Step>> copied = new HashMap<>();
            steps.forEach((key, of) -> copied.put(key, new ArrayList<>(of)));
            return new Tables(copied, new TreeMap<>(open), new HashMap<>(authorized));
        }
    }

    final class Work implements Transaction {
        private Tables tables = committed.copy();

        @Override
        public boolean attempt(Write write) {
            Tables before = tables.copy();
            try {
                write.run();
                return true;
            } catch (DuplicateRowException e) {
                tables = before;
                return false;
            }
        }

        void commit() {
            committed = tables;
        }
    }

    Work begin() {
        return new Work();
    }

    /// @param reachable whether it can be read outside of a transaction
    void reachable(boolean reachable) {
        this.reachable = reachable;
    }

    List<Step> stepsOf(TransferKey key) {
        return List.copyOf(committed.steps.getOrDefault(key, List.of()));
    }

    /// @return how many transfers a processor wanted to read within its transactions
    int loaded() {
        return loaded;
    }

    @Override
    public Map<TransferKey, Transfer> load(Transaction transaction, Set<TransferKey> keys) {
        loaded += keys.size();
        return load(((Work) transaction).tables, keys);
    }

    @Override
    public void append(Transaction transaction, Steps steps) {
        Tables tables = ((Work) transaction).tables;
        for (Step step : steps.steps()) {
            List<Step> there = tables.steps.computeIfAbsent(step.key(), k -> new ArrayList<>());
            if (there.size() >= step.number()) {
                throw new DuplicateRowException(new IllegalStateException("step is there"));
            }
            there.add(step);
        }
        for (Steps.Placed placed : steps.opened()) {
            if (tables.open.put(name(placed), placed) != null) {
                throw new DuplicateRowException(new IllegalStateException("is open already"));
            }
        }
        steps.closed().forEach(placed -> remove(tables.open, name(placed)));
        steps.authorized().forEach(each -> tables.authorized.put(each.key(), each));
        steps.resumed().forEach(each -> remove(tables.authorized, each.key()));
    }

    @Override
    public Map<TransferKey, Transfer> peek(Set<TransferKey> keys) {
        checkReachable();
        return load(committed, keys);
    }

    @Override
    public List<TransferKey> open(int partition, @Nullable TransferKey after, int limit) {
        checkReachable();
        String from = partition + "/" + (after == null ? "" : after);
        return committed.open.tailMap(from, false).values().stream()
                .filter(placed -> placed.partition() == partition)
                .map(Steps.Placed::key)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Steps.Authorized> authorized(int partition, int limit) {
        checkReachable();
        looks++;
        return committed.authorized.values().stream()
                .filter(each -> each.partition() == partition)
                .sorted(Comparator.comparing(Steps.Authorized::expiresAt))
                .limit(limit)
                .toList();
    }

    /// @return how often a processor looked for what is due to expire
    int looks() {
        return looks;
    }

    private static <K> void remove(Map<K, ?> rows, K key) {
        if (rows.remove(key) == null) {
            throw new IllegalStateException("is not there: " + key);
        }
    }

    private void checkReachable() {
        if (!reachable) {
            throw new StoreException("read", new IllegalStateException("the database is away"));
        }
    }

    private static String name(Steps.Placed placed) {
        return placed.partition() + "/" + placed.key();
    }

    private static Map<TransferKey, Transfer> load(Tables tables, Set<TransferKey> keys) {
        Map<TransferKey, Transfer> found = new HashMap<>();
        for (TransferKey key : keys) {
            for (Step step : tables.steps.getOrDefault(key, List.of())) {
                found.compute(key, (k, before) -> Transfers.apply(before, step));
            }
        }
        return found;
    }
}
