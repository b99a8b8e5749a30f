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
import org.jspecify.annotations.Nullable;

/// Since when transfers have not moved, and when their instructions are sent again: after a minute,
/// then at intervals that double up to a day.
///
/// None of it is state, so it may be lost: what is open is read from the store again and again, and
/// a transfer is watched from when it was seen.
final class Resending {
    static final Duration FIRST_INTERVAL = Duration.ofMinutes(1);
    static final Duration LAST_INTERVAL = Duration.ofDays(1);
    static final Duration BETWEEN_SCANS = Duration.ofMinutes(1);

    /// Per partition. What is beyond is found by a later scan, when others have ended.
    static final int MAX_WATCHED = 10_000;

    private final Map<Integer, Watches> partitions = new HashMap<>();

    /// @param now the time that counts for the partition until this is called again
    Watches at(int partition, Instant now) {
        Watches watches = partitions.computeIfAbsent(partition, p -> new Watches(now));
        watches.now = now;
        return watches;
    }

    void moved(int partition, TransferKey key) {
        Watches watches = partitions.get(partition);
        if (watches != null) {
            watches.moved(key);
        }
    }

    void ended(int partition, TransferKey key) {
        Watches watches = partitions.get(partition);
        if (watches != null) {
            watches.ended(key);
        }
    }

    void forget(int partition) {
        partitions.remove(partition);
    }

    /// The transfers of one partition that are watched.
    static final class Watches {
        private final NavigableMap<Due, TransferKey> queue =
                new TreeMap<>(Comparator.comparing(Due::at).thenComparingLong(Due::sequence));
        private final Map<TransferKey, Watch> watches = new HashMap<>();
        private Instant now;
        private Instant nextScan;
        private long sequence;
        private @Nullable TransferKey cursor;

        private record Due(Instant at, long sequence) {}

        private record Watch(Due due, Duration interval) {}

        private Watches(Instant now) {
            this.now = now;
            this.nextScan = now;
        }

        boolean isScanDue() {
            return watches.size() < MAX_WATCHED && !now.isBefore(nextScan);
        }

        /// @return where the next scan begins; null: at the start
        @Nullable TransferKey cursor() {
            return cursor;
        }

        /// @param open what the scan found from the cursor on
        /// @param more whether there may be more behind it
        void scanned(List<TransferKey> open, boolean more) {
            open.stream().filter(key -> !watches.containsKey(key)).forEach(this::moved);
            cursor = more ? open.getLast() : null;
            nextScan = more ? now : now.plus(BETWEEN_SCANS);
        }

        void moved(TransferKey key) {
            ended(key);
            if (watches.size() < MAX_WATCHED) {
                watch(key, FIRST_INTERVAL);
            }
        }

        void ended(TransferKey key) {
            Watch watch = watches.remove(key);
            if (watch != null) {
                queue.remove(watch.due());
            }
        }

        /// @return at most `limit`, those that have waited longest first
        List<TransferKey> due(int limit) {
            return queue.headMap(new Due(now, Long.MAX_VALUE), true).values().stream()
                    .limit(limit)
                    .toList();
        }

        void sentAgain(TransferKey key) {
            Watch watch = watches.get(key);
            if (watch != null) {
                ended(key);
                Duration twice = watch.interval().multipliedBy(2);
                watch(key, twice.compareTo(LAST_INTERVAL) < 0 ? twice : LAST_INTERVAL);
            }
        }

        private void watch(TransferKey key, Duration interval) {
            Due due = new Due(now.plus(interval), sequence++);
            queue.put(due, key);
            watches.put(key, new Watch(due, interval));
        }
    }
}
