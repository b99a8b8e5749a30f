package dev.kontor.request.domain;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.http.json.JsonObject;
import dev.kontor.http.problem.FieldErrorCode;
import dev.kontor.http.problem.ProblemException;
import dev.kontor.http.request.Forms;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/// The opening of an account as a client wrote it.
///
/// @param id unique within its tenant
public record AccountForm(AccountId id, OpenAccount opening) {
    private static final String OVERDRAFT_LIMIT = "overdraft_limit";

    /// @throws ProblemException naming every field that is wrong
    public static AccountForm read(JsonObject body, Instant receivedAt) {
        Optional<AccountId> id = body.required("id", Forms::accountId);
        Optional<Currency> currency = body.required("currency", Forms::currency);
        OverdraftLimit overdraftLimit = overdraftLimit(body);
        SortedMap<String, String> metadata = CommonFields.metadata(body);
        id.filter(AccountId::isReserved)
                .ifPresent(_ ->
                        body.errors()
                                .add(
                                        body.path("id"),
                                        FieldErrorCode.NOT_ALLOWED,
                                        "must not begin with suspense: which is reserved"));
        body.finish();
        return new AccountForm(
                id.orElseThrow(),
                new OpenAccount(currency.orElseThrow(), overdraftLimit, metadata, receivedAt));
    }

    /// Left out means none; `null`, which has to be written, means without limit.
    private static OverdraftLimit overdraftLimit(JsonObject body) {
        if (body.isNull(OVERDRAFT_LIMIT)) {
            return new OverdraftLimit.Unlimited();
        }
        OptionalLong minor = body.wholeNumber(OVERDRAFT_LIMIT, 0, Money.MAX_MINOR);
        return new OverdraftLimit.Limited(minor.orElse(0));
    }
}
