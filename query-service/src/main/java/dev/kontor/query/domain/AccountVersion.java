package dev.kontor.query.domain;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Posting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How far an account had come when something was done to it.
public record AccountVersion(AccountId account, long version) {
    /// What a request is known to have done at an account, without the version of it: it stands for
    /// all that is still to come, so that nothing is taken for complete which may not be.
    public static final long UNKNOWN = Long.MAX_VALUE;

    /// @return each account that the postings changed, and the version to which the last one did
    public static List<AccountVersion> ofPostings(List<Leg> legs, List<Posting> postings) {
        Map<AccountId, Long> last = new LinkedHashMap<>();
        postings.forEach(posting ->
                last.merge(
                        accountOf(legs.get(posting.leg()), posting), posting.version(), Math::max));
        return list(last);
    }

    /// As [#ofPostings], of what was done to the legs' own accounts.
    public static List<AccountVersion> ofResults(List<Leg> legs, List<LegResult> results) {
        Map<AccountId, Long> last = new LinkedHashMap<>();
        results.forEach(result ->
                last.merge(legs.get(result.leg()).account(), result.version(), Math::max));
        return list(last);
    }

    private static AccountId accountOf(Leg leg, Posting posting) {
        Currency currency = leg.amount().currency();
        return posting.isAtOwnAccount() ? leg.account() : AccountId.suspense(currency);
    }

    private static List<AccountVersion> list(Map<AccountId, Long> last) {
        return last.entrySet().stream()
                .map(each -> new AccountVersion(each.getKey(), each.getValue()))
                .toList();
    }
}
