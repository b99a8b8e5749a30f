package dev.kontor.http.request;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.Uuids;
import java.util.UUID;

/// The forms of ids and currencies, refused with a sentence that a client can use.
public final class Forms {
    private static final String UUID_FORM = "must be a UUID of 36 characters";

    private Forms() {}

    public static AccountId accountId(String text) {
        if (!AccountId.isValid(text)) {
            throw new IllegalArgumentException(
                    "must be 1 to 64 of A-Z a-z 0-9 . _ : - and begin with a letter or digit");
        }
        return new AccountId(text);
    }

    public static TransferId transferId(String text) {
        return new TransferId(uuid(text));
    }

    public static UUID uuid(String text) {
        try {
            return Uuids.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(UUID_FORM, e);
        }
    }

    public static Currency currency(String text) {
        return Currency.find(text)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "must be the code of an active ISO 4217 currency"));
    }
}
