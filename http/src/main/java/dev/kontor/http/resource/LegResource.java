package dev.kontor.http.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Words;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// One account's part in a transfer.
///
/// @param amount whole minor units
/// @param version the account's version after the posting; null as long as it is not posted
/// @param balanceAfter whole minor units, beyond 64 bits for accounts without limit
public record LegResource(
        String account,
        String direction,
        long amount,
        String currency,
        @Nullable Long version,
        @JsonProperty("balance_after") @Nullable BigInteger balanceAfter) {

    static LegResource of(Leg leg, @Nullable LegResult result) {
        return new LegResource(
                leg.account().text(),
                Words.of(leg.direction()),
                leg.amount().minor(),
                leg.amount().currency().code(),
                result == null ? null : result.version(),
                result == null ? null : result.balanceAfter());
    }
}
