package dev.kontor.account.store;

import dev.kontor.account.domain.Account;

/// What a batch made of one account.
///
/// @param versionBefore what is kept so far; [#NEW] if nothing is
public record AccountChange(long versionBefore, Account account) {
    public static final long NEW = 0;

    public boolean isNew() {
        return versionBefore == NEW;
    }
}
