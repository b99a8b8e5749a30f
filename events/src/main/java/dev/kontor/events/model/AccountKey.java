package dev.kontor.events.model;

import java.nio.charset.StandardCharsets;

/// What names an account everywhere, and the record key of its topics: `tenant/account id`.
public record AccountKey(Tenant tenant, AccountId id) {
    /// @return the key of its records, and so what tells their partition
    public byte[] bytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return tenant + "/" + id;
    }
}
