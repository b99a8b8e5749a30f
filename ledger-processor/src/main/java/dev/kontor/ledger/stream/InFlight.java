package dev.kontor.ledger.stream;

import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.ledger.domain.Transfer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The transfers under way or authorized, in memory: those that moved last, of all partitions that
/// are owned.
///
/// What does not fit is dropped, that first which has not moved for longest, and read from the
/// store when it is needed: an authorization that rests for days makes room for what moves. A
/// transfer counts for one and for more by its legs, instructions and text, so that large ones do
/// not fill the memory.
final class InFlight {
    private static final int TEXT_PER_UNIT = 1_000;
    private static final int LEGS_PER_UNIT = 8;
    private static final int ASKS_PER_UNIT = 16;

    private final int limit;
    private final Map<TransferKey, Kept> kept = new LinkedHashMap<>();
    private int size;

    private record Kept(int partition, Transfer transfer, int weight) {}

    /// @param limit of all partitions together
    InFlight(int limit) {
        this.limit = limit;
    }

    @Nullable Transfer find(TransferKey key) {
        Kept found = kept.get(key);
        return found == null ? null : found.transfer();
    }

    void keep(int partition, Transfer transfer) {
        drop(transfer.key());
        Kept last = new Kept(partition, transfer, weight(transfer));
        kept.put(transfer.key(), last);
        size += last.weight();
        shrink();
    }

    void drop(TransferKey key) {
        Kept dropped = kept.remove(key);
        size -= dropped == null ? 0 : dropped.weight();
    }

    void forget(int partition) {
        kept.values()
                .removeIf(each -> {
                    boolean gone = each.partition() == partition;
                    size -= gone ? each.weight() : 0;
                    return gone;
                });
    }

    /// @return how much of the limit is used
    int size() {
        return size;
    }

    private void shrink() {
        Iterator<Kept> eldest = kept.values().iterator();
        while (size > limit && eldest.hasNext()) {
            size -= eldest.next().weight();
            eldest.remove();
        }
    }

    private static int weight(Transfer transfer) {
        TransferRequest request = transfer.request();
        int text = request.description() == null ? 0 : request.description().length();
        for (Map.Entry<String, String> pair : request.metadata().entrySet()) {
            text += pair.getKey().length() + pair.getValue().length();
        }
        return 1
                + text / TEXT_PER_UNIT
                + request.legs().size() / LEGS_PER_UNIT
                + transfer.asked() / ASKS_PER_UNIT;
    }
}
