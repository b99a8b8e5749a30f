package dev.kontor.events.model;

import java.math.BigInteger;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How a leg left the account that it names.
///
/// @param leg the position in the request, from 0
/// @param version the account's version after it
/// @param balanceAfter whole minor units, credits minus debits
public record LegResult(int leg, long version, BigInteger balanceAfter) {
    /// @return `before` brought up to date by `postings`: for each leg the newest of its own
    ///     account, in leg order
    public static List<LegResult> after(List<LegResult> before, List<Posting> postings) {
        SortedMap<Integer, LegResult> newest = new TreeMap<>();
        before.forEach(result -> newest.merge(result.leg(), result, LegResult::newer));
        for (Posting posting : postings) {
            if (posting.isAtOwnAccount()) {
                newest.merge(posting.leg(), of(posting), LegResult::newer);
            }
        }
        return List.copyOf(newest.values());
    }

    private static LegResult of(Posting posting) {
        return new LegResult(posting.leg(), posting.version(), posting.balanceAfter());
    }

    private static LegResult newer(LegResult one, LegResult other) {
        return one.version() > other.version() ? one : other;
    }
}
