package dev.kontor.query.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kontor.query.store.CurrencyBalance;
import java.math.BigInteger;
import java.util.List;

/// The trial balance.
///
/// @param data one for each currency that an account has, by code
record TrialBalanceResource(List<TrialBalanceLine> data) {
    TrialBalanceResource {
        data = List.copyOf(data);
    }

    static TrialBalanceResource of(List<CurrencyBalance> balances) {
        return new TrialBalanceResource(balances.stream().map(TrialBalanceLine::of).toList());
    }

    /// One currency; amounts are whole minor units.
    ///
    /// @param sum all entries, credits minus debits
    /// @param inFlight what transfers under way have taken and not given yet
    /// @param transfersInFlight how many those are
    record TrialBalanceLine(
            String currency,
            BigInteger sum,
            @JsonProperty("in_flight") BigInteger inFlight,
            @JsonProperty("transfers_in_flight") long transfersInFlight,
            long accounts,
            long entries) {

        private static TrialBalanceLine of(CurrencyBalance balance) {
            return new TrialBalanceLine(
                    balance.currency(),
                    balance.entrySum(),
                    balance.inFlight(),
                    balance.transfersInFlight(),
                    balance.accounts(),
                    balance.entries());
        }
    }
}
