package dev.kontor.query.web;

import dev.kontor.http.resource.BalanceResource;
import dev.kontor.query.store.BalanceAt;
import java.time.Instant;

/// An account's balance as it was at a time.
///
/// @param version the account's version at which it became so
record BalanceAtResource(
        String id, String currency, Instant at, long version, BalanceResource balance) {

    static BalanceAtResource of(BalanceAt then) {
        return new BalanceAtResource(
                then.account().key().id().text(),
                then.account().opening().currency().code(),
                then.at(),
                then.version(),
                new BalanceResource(then.posted(), then.held(), then.available()));
    }
}
