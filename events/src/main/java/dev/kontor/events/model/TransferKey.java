package dev.kontor.events.model;

import java.nio.charset.StandardCharsets;

/// What names a transfer everywhere, and the record key of its topics: `tenant/transfer id`.
public record TransferKey(Tenant tenant, TransferId id) {
    /// @return the key of its records, and so what tells their partition
    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return tenant + "/" + id;
    }
}
