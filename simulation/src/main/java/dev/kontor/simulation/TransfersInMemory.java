package dev.kontor.simulation;

import dev.kontor.events.model.Micros;
import dev.kontor.events.model.TransferKey;
import dev.kontor.ledger.domain.Step;
import dev.kontor.ledger.domain.Transfer;
import dev.kontor.ledger.domain.Transfers;
import dev.kontor.ledger.store.Steps;
import dev.kontor.ledger.store.TransferStore;
import dev.kontor.processing.DuplicateRowException;
import dev.kontor.processing.InMemoryStore;
import dev.kontor.processing.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The ledger's tables in memory: they move with the transactions of an [InMemoryStore].
final class TransfersInMemory implements TransferStore {
    private final Map<TransferKey, List<Step>> steps = new HashMap<>();
    private final TreeMap<String, Steps.Placed> open = new TreeMap<>();
    private final TreeMap<String, Steps.Authorized> authorized = new TreeMap<>();

    /// What the first steps of a transfer come to: from there it is folded on.
    private final Map<TransferKey, Transfer> folded = new HashMap<>();

    private @Nullable Transfer find(TransferKey key) {
        List<Step> all = steps.getOrDefault(key, List.of());
        Transfer transfer = folded.get(key);
        for (Step step : all.subList(transfer == null ? 0 : transfer.step(), all.size())) {
            transfer = Transfers.apply(transfer, step);
        }
        if (transfer != null) {
            folded.put(key, transfer);
        }
        return transfer;
    }

    @Override
    public Map<TransferKey, Transfer> load(Transaction transaction, Set<TransferKey> keys) {
        InMemoryStore.using(transaction);
        return peek(keys);
    }

    @Override
    public Map<TransferKey, Transfer> peek(Set<TransferKey> keys) {
        Map<TransferKey, Transfer> found = new HashMap<>();
        for (TransferKey key : keys) {
            Transfer transfer = find(key);
            if (transfer != null) {
                found.put(key, transfer);
            }
        }
        return found;
    }

    @Override
    public void append(Transaction transaction, Steps added) {
        InMemoryStore.using(transaction);
        for (Step step : added.steps()) {
            append(transaction, step);
        }
        for (Steps.Placed placed : added.opened()) {
            insert(transaction, open, name(placed), placed);
        }
        for (Steps.Placed placed : added.closed()) {
            delete(transaction, open, name(placed));
        }
        for (Steps.Authorized resting : added.authorized()) {
            insert(transaction, authorized, name(resting), resting);
        }
        for (Steps.Authorized resting : added.resumed()) {
            delete(transaction, authorized, name(resting));
        }
    }

    private static <T> void insert(
            Transaction transaction, Map<String, T> table, String name, T row) {
        if (table.putIfAbsent(name, row) != null) {
            throw new DuplicateRowException(new IllegalStateException("the row is there: " + name));
        }
        InMemoryStore.written(transaction, () -> table.remove(name));
    }

    private static <T> void delete(Transaction transaction, Map<String, T> table, String name) {
        T row = table.remove(name);
        if (row == null) {
            throw new AssertionError("there is no such row: " + name);
        }
        InMemoryStore.written(transaction, () -> table.put(name, row));
    }

    private void append(Transaction transaction, Step step) {
        List<Step> there = steps.computeIfAbsent(step.key(), _ -> new ArrayList<>());
        if (there.size() >= step.number()) {
            throw new DuplicateRowException(new IllegalStateException("the step is there"));
        }
        if (there.size() + 1 != step.number()) {
            throw new AssertionError("a step is missing before " + step);
        }
        there.add(step);
        InMemoryStore.written(
                transaction,
                () -> {
                    there.removeLast();
                    folded.remove(step.key());
                });
    }

    @Override
    public List<TransferKey> open(int partition, @Nullable TransferKey after, int limit) {
        String from = partition + "/" + (after == null ? "" : after);
        return open.tailMap(from, false).values().stream()
                .takeWhile(placed -> placed.partition() == partition)
                .map(Steps.Placed::key)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Steps.Authorized> authorized(int partition, int limit) {
        return authorized.tailMap(partition + "/", false).values().stream()
                .takeWhile(resting -> resting.partition() == partition)
                .limit(limit)
                .toList();
    }

    private static String name(Steps.Placed placed) {
        return placed.partition() + "/" + placed.key();
    }

    /// In the order in which they expire: times of one length are in the order of their text.
    private static String name(Steps.Authorized resting) {
        return "%d/%020d/%s"
                .formatted(resting.partition(), Micros.of(resting.expiresAt()), resting.key());
    }
}
