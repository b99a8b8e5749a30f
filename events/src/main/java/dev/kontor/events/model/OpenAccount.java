package dev.kontor.events.model;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A client's wish that an account be opened.
public record OpenAccount(
        Currency currency,
        OverdraftLimit overdraftLimit,
        SortedMap<String, String> metadata,
        Instant receivedAt) {

    public OpenAccount {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    public AccountFacts facts() {
        return new AccountFacts(currency, overdraftLimit.isUnlimited(), false);
    }
}
