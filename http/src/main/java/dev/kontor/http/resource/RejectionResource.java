package dev.kontor.http.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.Words;
import org.jspecify.annotations.Nullable;

/// Why the rules of money refused a request.
///
/// @param account the account to blame; left out if none is
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RejectionResource(String code, String detail, @Nullable String account) {
    public static RejectionResource of(Rejection rejection) {
        return new RejectionResource(
                Words.of(rejection.refusal()),
                detail(rejection.refusal()),
                rejection.account() == null ? null : rejection.account().text());
    }

    private static String detail(Refusal refusal) {
        return switch (refusal) {
            case ACCOUNT_NOT_FOUND -> "There is no such account.";
            case ACCOUNT_CLOSED -> "The account is closed.";
            case ACCOUNT_FROZEN -> "The account is frozen: nothing is taken from it.";
            case CURRENCY_MISMATCH -> "The account has another currency.";
            case AMOUNT_OVERFLOW -> "The balance would leave the range of amounts.";
            case INSUFFICIENT_FUNDS -> "The available balance does not cover the amount.";
            case EXPIRED -> "The time for it is over.";
            case INVALID_STATE -> "It is in no state for this command.";
            case EXCEEDS_AUTHORIZED -> "The amount is more than what is left to capture.";
            case EXCEEDS_REVERSIBLE -> "The amount is more than what is left to reverse.";
        };
    }
}
