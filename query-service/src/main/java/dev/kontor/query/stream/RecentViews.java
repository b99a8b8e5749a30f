package dev.kontor.query.stream;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/// Views as of the last commit that are likely to change again soon: in memory, behind the fence
/// like all memory, and no more than so many of each partition. What is not here is read.
final class RecentViews<K, V> {
    private static final int MOST_PER_PARTITION = 2_000;

    private final Predicate<V> isAtRest;
    private final Map<Integer, Map<K, V>> committed = new HashMap<>();
    private final Map<Integer, Map<K, V>> applied = new HashMap<>();

    /// @param isAtRest whether a view is hardly going to change any more
    RecentViews(Predicate<V> isAtRest) {
        this.isAtRest = isAtRest;
    }

    /// Moves the keys that are known to `found`.
    void take(int partition, Collection<K> keys, Map<K, V> found) {
        Map<K, V> known = committed.getOrDefault(partition, Map.of());
        keys.removeIf(key -> {
            V view = known.get(key);
            if (view != null) {
                found.put(key, view);
            }
            return view != null;
        });
    }

    /// What changes when the transaction has been committed.
    void apply(int partition, Map<K, V> changed) {
        applied.put(partition, changed);
    }

    void commit() {
        applied.forEach((partition, changed) -> {
            Map<K, V> known = committed.computeIfAbsent(partition, _ -> new MostRecent<>());
            changed.forEach((key, view) -> {
                if (isAtRest.test(view)) {
                    known.remove(key);
                } else {
                    known.put(key, view);
                }
            });
        });
        applied.clear();
    }

    void rollBack() {
        applied.clear();
    }

    void forget(int partition) {
        committed.remove(partition);
    }

    /// Drops the one that was not asked for longest.
    private static final class MostRecent<K, V> extends LinkedHashMap<K, V> {
        private static final long serialVersionUID = 1L;

        private MostRecent() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST_PER_PARTITION;
        }
    }
}
