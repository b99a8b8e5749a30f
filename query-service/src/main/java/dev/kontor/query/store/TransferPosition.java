package dev.kontor.query.store;

import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferSnapshot;
import java.time.Instant;

/// A place in a list of transfers.
public record TransferPosition(Instant receivedAt, TransferId id) {
    public static TransferPosition of(TransferSnapshot transfer) {
        return new TransferPosition(transfer.request().receivedAt(), transfer.key().id());
    }
}
