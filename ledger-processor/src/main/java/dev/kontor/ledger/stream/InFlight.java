package dev.kontor.ledger.stream;

import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.ledger.domain.Transfer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The transfers under way, in memory: those that moved last, of the partitions that are owned.
///
/// What does not fit is dropped and read from the store when it is needed. A transfer counts for
/// one and for one more per kilobyte of its text, so that large requests do not fill the memory.
final class InFlight {
    private static final int TEXT_PER_UNIT = 1_000;

    private final int limit;
    private final Map<Integer, Map<TransferKey, Transfer>> partitions = new HashMap<>();
    private int size;

    /// @param limit of all partitions together
    InFlight(int limit) {
        this.limit = limit;
    }

    @Nullable Transfer find(int partition, TransferKey key) {
        return of(partition).get(key);
    }

    void keep(int partition, Transfer transfer) {
        drop(partition, transfer.key());
        of(partition).put(transfer.key(), transfer);
        size += weight(transfer);
        shrink(of(partition));
    }

    void drop(int partition, TransferKey key) {
        Transfer dropped = of(partition).remove(key);
        size -= dropped == null ? 0 : weight(dropped);
    }

    void forget(int partition) {
        of(partition).values().forEach(transfer -> size -= weight(transfer));
        partitions.remove(partition);
    }

    /// @return how much of the limit is used
    int size() {
        return size;
    }

    private Map<TransferKey, Transfer> of(int partition) {
        return partitions.computeIfAbsent(partition, p -> new LinkedHashMap<>());
    }

    private void shrink(Map<TransferKey, Transfer> partition) {
        Iterator<Transfer> eldest = partition.values().iterator();
        while (size > limit && eldest.hasNext()) {
            size -= weight(eldest.next());
            eldest.remove();
        }
    }

    private static int weight(Transfer transfer) {
        TransferRequest request = transfer.request();
        int text = request.description() == null ? 0 : request.description().length();
        for (Map.Entry<String, String> pair : request.metadata().entrySet()) {
            text += pair.getKey().length() + pair.getValue().length();
        }
        return 1 + text / TEXT_PER_UNIT;
    }
}
