package dev.kontor.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What an operator may set of account-service.
///
/// @param cached how many accounts stay in memory, an account of large metadata counting as
///     several; each takes about 800 bytes. One that is not there is read again, in one query for
///     each batch
@ConfigurationProperties("kontor.accounts")
public record AccountProperties(@DefaultValue("200000") int cached) {
    public AccountProperties {
        if (cached < 0) {
            throw new IllegalArgumentException("kontor.accounts.cached must be 0 or more");
        }
    }
}
