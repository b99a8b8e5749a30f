package dev.kontor.query.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who waits for a missing fact, and since when: in memory, and behind the fence like all memory.
///
/// Time counts from when the gap is first looked at, anew after each claim. So a partition that is
/// taken over has its minute again, and no clocks are compared.
final class Gaps {
    /// A fact overtakes those before it when it is published again, for moments. After this it is
    /// lost.
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Map<Integer, Map<String, @Nullable Instant>> committed = new HashMap<>();
    private final Map<Integer, Set<String>> applied = new HashMap<>();

    boolean isKnown(int partition) {
        return committed.containsKey(partition);
    }

    /// The keys that wait, as of the last commit.
    Set<String> of(int partition) {
        return committed.getOrDefault(partition, Map.of()).keySet();
    }

    /// What was read of a partition that is not known.
    void learn(int partition, Set<String> keys) {
        Map<String, @Nullable Instant> waiting = new HashMap<>();
        keys.forEach(key -> waiting.put(key, null));
        committed.put(partition, waiting);
    }

    /// What waits when the transaction has been committed.
    void apply(int partition, Set<String> keys) {
        applied.put(partition, keys);
    }

    void commit() {
        applied.forEach((partition, keys) -> {
            Map<String, @Nullable Instant> before = committed.getOrDefault(partition, Map.of());
            Map<String, @Nullable Instant> now = new HashMap<>();
            keys.forEach(key -> now.put(key, before.get(key)));
            committed.put(partition, now);
        });
        applied.clear();
    }

    void rollBack() {
        applied.clear();
    }

    void forget(int partition) {
        committed.remove(partition);
    }

    /// @return who has waited too long
    Optional<String> overdue(int partition, Instant now) {
        Map<String, @Nullable Instant> waiting = committed.getOrDefault(partition, Map.of());
        waiting.replaceAll((_, since) -> since == null ? now : since);
        return waiting.entrySet().stream()
                .filter(gap -> isOverdue(gap.getValue(), now))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    private static boolean isOverdue(@Nullable Instant since, Instant now) {
        return since != null && Duration.between(since, now).compareTo(PATIENCE) > 0;
    }
}
