package dev.kontor.events.model;

/// What names an account everywhere, and the record key of its topics: `tenant/account id`.
public record AccountKey(Tenant tenant, AccountId id) {
    @Override
    public String toString() {
        return tenant + "/" + id;
    }
}
