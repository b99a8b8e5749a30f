package dev.kontor.query.store;

import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.TransferSnapshot;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the postings of a transfer's legs did, as columns with one element for each leg.
final class Results {
    private Results() {}

    /// @return null for a leg that is not posted
    static List<@Nullable Long> versions(TransferSnapshot transfer) {
        @Nullable Long[] versions = new Long[transfer.request().legs().size()];
        transfer.results().forEach(result -> versions[result.leg()] = result.version());
        return Arrays.asList(versions);
    }

    /// @return null for a leg that is not posted
    static List<@Nullable BigInteger> balances(TransferSnapshot transfer) {
        @Nullable BigInteger[] balances = new BigInteger[transfer.request().legs().size()];
        transfer.results().forEach(result -> balances[result.leg()] = result.balanceAfter());
        return Arrays.asList(balances);
    }

    static List<LegResult> of(List<@Nullable Long> versions, List<@Nullable BigInteger> balances) {
        List<LegResult> results = new ArrayList<>();
        for (int leg = 0; leg < versions.size(); leg++) {
            Long version = versions.get(leg);
            if (version != null) {
                BigInteger balance = Objects.requireNonNull(balances.get(leg));
                results.add(new LegResult(leg, version, balance));
            }
        }
        return results;
    }
}
