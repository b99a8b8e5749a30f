package dev.kontor.request.domain;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountKey;
import java.util.Optional;

/// What is known of accounts without asking them. Knowing nothing of one is never wrong: the core
/// then asks the account itself.
@FunctionalInterface
public interface Hints {
    Optional<AccountFacts> of(AccountKey account);
}
