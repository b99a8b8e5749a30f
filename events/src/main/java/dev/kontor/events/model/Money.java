package dev.kontor.events.model;

/// A positive amount of one currency.
///
/// @param minor whole minor units, 1 to [#MAX_MINOR]
public record Money(long minor, Currency currency) {
    /// 2^53 − 1: the largest whole number that every JSON reader keeps exact.
    public static final long MAX_MINOR = (1L << 53) - 1;

    public Money {
        if (minor < 1 || minor > MAX_MINOR) {
            throw new IllegalArgumentException("not an amount: " + minor);
        }
    }

    @Override
    public String toString() {
        return minor + " " + currency;
    }
}
