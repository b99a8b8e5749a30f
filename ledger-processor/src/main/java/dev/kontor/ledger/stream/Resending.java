package dev.kontor.ledger.stream;

import dev.kontor.events.model.TransferKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Since when transfers that have something under way have not moved, and when their instructions
/// are sent again, see [Reminders].
///
/// None of it is state, so it may be lost: what is open is read from the store again and again, and
/// a transfer is watched from when it was seen.
final class Resending {
    static final Duration BETWEEN_SCANS = Duration.ofMinutes(1);

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
        private final Reminders reminders = new Reminders();
        private final Map<TransferKey, Integer> sentInPart = new HashMap<>();
        private Instant now;
        private Instant nextScan;
        private @Nullable TransferKey cursor;

        private Watches(Instant now) {
            this.now = now;
            this.nextScan = now;
        }

        boolean isScanDue() {
            return !reminders.isFull() && !now.isBefore(nextScan);
        }

        /// @return where the next scan begins; null: at the start
        @Nullable TransferKey cursor() {
            return cursor;
        }

        /// @param open what the scan found from the cursor on
        /// @param more whether there may be more behind it
        void scanned(List<TransferKey> open, boolean more) {
            open.stream().filter(key -> !reminders.contains(key)).forEach(this::moved);
            cursor = more ? open.getLast() : null;
            nextScan = more ? now : now.plus(BETWEEN_SCANS);
        }

        void moved(TransferKey key) {
            ended(key);
            reminders.watch(
                    key,
                    now.plus(Reminders.FIRST_INTERVAL),
                    Reminders.FIRST_INTERVAL.multipliedBy(2));
        }

        void ended(TransferKey key) {
            reminders.remove(key);
            sentInPart.remove(key);
        }

        /// @return at most `limit`, those that have waited longest first
        List<TransferKey> due(int limit) {
            return reminders.due(now, limit);
        }

        /// @return how many of its instructions have been sent, of those that are due
        int sentInPart(TransferKey key) {
            return sentInPart.getOrDefault(key, 0);
        }

        /// Some of its instructions were sent; the others are due still.
        void sentInPart(TransferKey key, int sent) {
            sentInPart.put(key, sent);
        }

        void sentAgain(TransferKey key) {
            sentInPart.remove(key);
            reminders.sent(key, now);
        }
    }
}
