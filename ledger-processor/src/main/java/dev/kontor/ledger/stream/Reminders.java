package dev.kontor.ledger.stream;

import dev.kontor.events.model.TransferKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Transfers for which something is sent until they move: after a minute, then at intervals that
/// double up to a day.
final class Reminders {
    static final Duration FIRST_INTERVAL = Duration.ofMinutes(1);
    static final Duration LAST_INTERVAL = Duration.ofDays(1);

    /// What is beyond is found by a later scan, when others have moved.
    static final int MAX_SIZE = 10_000;

    private final NavigableMap<Due, TransferKey> queue =
            new TreeMap<>(Comparator.comparing(Due::at).thenComparingLong(Due::sequence));
    private final Map<TransferKey, Watch> watches = new HashMap<>();
    private long sequence;

    private record Due(Instant at, long sequence) {}

    /// @param next how long it waits after it was sent
    private record Watch(Due due, Duration next) {}

    int size() {
        return watches.size();
    }

    boolean isFull() {
        return watches.size() >= MAX_SIZE;
    }

    boolean contains(TransferKey key) {
        return watches.containsKey(key);
    }

    /// From anew, unless there is no room.
    ///
    /// @param at when it is sent
    /// @param next how long it waits then
    void watch(TransferKey key, Instant at, Duration next) {
        remove(key);
        if (!isFull()) {
            Due due = new Due(at, sequence++);
            queue.put(due, key);
            watches.put(key, new Watch(due, next));
        }
    }

    void remove(TransferKey key) {
        Watch watch = watches.remove(key);
        if (watch != null) {
            queue.remove(watch.due());
        }
    }

    /// @return at most `limit`, those that have waited longest first
    List<TransferKey> due(Instant now, int limit) {
        return queue.headMap(new Due(now, Long.MAX_VALUE), true).values().stream()
                .limit(limit)
                .toList();
    }

    void sent(TransferKey key, Instant now) {
        Watch watch = watches.get(key);
        if (watch != null) {
            Duration twice = watch.next().multipliedBy(2);
            watch(
                    key,
                    now.plus(watch.next()),
                    twice.compareTo(LAST_INTERVAL) < 0 ? twice : LAST_INTERVAL);
        }
    }
}
