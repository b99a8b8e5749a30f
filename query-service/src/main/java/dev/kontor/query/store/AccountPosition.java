package dev.kontor.query.store;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountSnapshot;
import java.time.Instant;

/// A place in the list of accounts.
public record AccountPosition(Instant openedAt, AccountId id) {
    public static AccountPosition of(AccountSnapshot account) {
        return new AccountPosition(account.openedAt(), account.key().id());
    }
}
