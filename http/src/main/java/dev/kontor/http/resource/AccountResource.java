package dev.kontor.http.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.Words;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An account as clients see it.
///
/// @param overdraftLimit whole minor units; null: without limit
public record AccountResource(
        String id,
        String currency,
        String status,
        @JsonProperty("overdraft_limit") @Nullable Long overdraftLimit,
        BalanceResource balance,
        long version,
        Map<String, String> metadata,
        @JsonProperty("content_digest") String contentDigest,
        ConflictsResource conflicts,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("updated_at") Instant updatedAt) {

    public AccountResource {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    public static AccountResource of(AccountSnapshot account) {
        return new AccountResource(
                account.key().id().text(),
                account.opening().currency().code(),
                Words.of(account.status()),
                account.overdraftLimit().minorOrNull(),
                new BalanceResource(account.posted(), account.held(), account.available()),
                account.version(),
                account.opening().metadata(),
                account.digest().text(),
                ConflictsResource.of(account.conflicts()),
                account.openedAt(),
                account.updatedAt());
    }
}
