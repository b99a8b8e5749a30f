package dev.kontor.query.store;

import java.math.BigInteger;

/// The trial balance of one currency. Amounts are whole minor units.
///
/// @param entrySum all entries, credits minus debits
/// @param inFlight what transfers under way have taken and not given yet; `entrySum` and this make
///     zero, or money has been made or lost
/// @param transfersInFlight how many those are
public record CurrencyBalance(
        String currency,
        BigInteger entrySum,
        BigInteger inFlight,
        long transfersInFlight,
        long accounts,
        long entries) {}
