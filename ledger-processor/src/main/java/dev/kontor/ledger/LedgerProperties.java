package dev.kontor.ledger;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What an operator may set under `kontor.ledger`.
///
/// @param maxInFlight how many transfers under way or authorized are kept in memory, of all
///     partitions that this instance owns. One of two legs takes some two kilobytes and counts for
///     one, larger ones for more. Those that have not moved for longest are dropped, and read from
///     the store again when an account answers or a command comes, which costs a query for each
///     batch.
@ConfigurationProperties("kontor.ledger")
public record LedgerProperties(@DefaultValue("50000") int maxInFlight) {
    public LedgerProperties {
        if (maxInFlight < 1) {
            throw new IllegalArgumentException("kontor.ledger.max-in-flight must be at least 1");
        }
    }
}
