package dev.kontor.ledger.domain;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;

/// An amount for each leg, in whole minor units. Immutable.
final class Amounts {
    private final long[] minor;

    private Amounts(long[] minor) {
        this.minor = minor;
    }

    static Amounts of(int legs, IntToLongFunction minor) {
        long[] amounts = new long[legs];
        for (int leg = 0; leg < legs; leg++) {
            amounts[leg] = minor.applyAsLong(leg);
        }
        return new Amounts(amounts);
    }

    static Amounts none(int legs) {
        return new Amounts(new long[legs]);
    }

    long at(int leg) {
        return minor[leg];
    }

    int legs() {
        return minor.length;
    }

    /// @return of the legs that fit
    long sum(IntPredicate fits) {
        long sum = 0;
        for (int leg = 0; leg < minor.length; leg++) {
            if (fits.test(leg)) {
                sum = Math.addExact(sum, minor[leg]);
            }
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Amounts amounts && Arrays.equals(minor, amounts.minor);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(minor);
    }

    @Override
    public String toString() {
        return Arrays.toString(minor);
    }
}
