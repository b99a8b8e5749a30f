package dev.kontor.events.model;

/// What names a transfer everywhere, and the record key of its topics: `tenant/transfer id`.
public record TransferKey(Tenant tenant, TransferId id) {
    @Override
    public String toString() {
        return tenant + "/" + id;
    }
}
