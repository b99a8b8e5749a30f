package dev.kontor.ledger.stream;

import dev.kontor.events.model.TransferKey;
import dev.kontor.ledger.store.Steps.Authorized;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// When the store is asked for authorizations that are due to expire, and when the log is told of
/// them: at once, and then again as [Reminders] says until they move.
///
/// None of it is state, so it may be lost: what rests authorized is in the store.
final class Expiring {
    static final int MAX_TOLD = 100;
    static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    private final Map<Integer, Watches> partitions = new HashMap<>();

    /// @param now the time that counts for the partition until this is called again
    Watches at(int partition, Instant now) {
        Watches watches = partitions.computeIfAbsent(partition, p -> new Watches(now));
        watches.now = now;
        return watches;
    }

    void authorized(int partition, TransferKey key, Instant expiresAt) {
        Watches watches = partitions.get(partition);
        if (watches != null) {
            watches.moved(key);
            watches.lookAt(expiresAt);
        }
    }

    void moved(int partition, TransferKey key) {
        Watches watches = partitions.get(partition);
        if (watches != null) {
            watches.moved(key);
        }
    }

    void forget(int partition) {
        partitions.remove(partition);
    }

    /// The authorizations of one partition.
    static final class Watches {
        private final Reminders reminders = new Reminders();
        private Instant now;
        private Instant nextLook;

        private Watches(Instant now) {
            this.now = now;
            this.nextLook = now;
        }

        boolean isLookDue() {
            return !reminders.isFull() && !now.isBefore(nextLook);
        }

        /// @return how many to read, so that there is something new among them if there is any
        int limit() {
            return reminders.size() + MAX_TOLD;
        }

        /// @param found those that expire first
        void looked(List<Authorized> found) {
            boolean all = found.size() < limit();
            nextLook = now.plus(BETWEEN_LOOKS);
            for (Authorized each : found) {
                if (each.expiresAt().isAfter(now)) {
                    lookAt(each.expiresAt());
                    return;
                }
                if (!reminders.contains(each.key())) {
                    reminders.watch(each.key(), now, Reminders.FIRST_INTERVAL);
                }
            }
            nextLook = all ? nextLook : now;
        }

        /// @return those of which the log is told now
        List<TransferKey> due() {
            return reminders.due(now, MAX_TOLD);
        }

        void told(TransferKey key) {
            reminders.sent(key, now);
        }

        void moved(TransferKey key) {
            reminders.remove(key);
        }

        private void lookAt(Instant time) {
            nextLook = time.isBefore(nextLook) ? time : nextLook;
        }
    }
}
