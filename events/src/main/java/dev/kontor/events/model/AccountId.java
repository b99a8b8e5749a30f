package dev.kontor.events.model;

import org.jspecify.annotations.Nullable;

/// The client's own id of an account, unique within its tenant.
///
/// @param text `[A-Za-z0-9][A-Za-z0-9._:-]{0,63}`
public record AccountId(String text) {
    private static final String SUSPENSE_PREFIX = "suspense:";
    private static final int MAX_LENGTH = 64;

    public AccountId {
        if (!isValid(text)) {
            throw new IllegalArgumentException("not an account id: " + text);
        }
    }

    /// The account that takes what no account will have back; one for each tenant and currency.
    public static AccountId suspense(Currency currency) {
        return new AccountId(SUSPENSE_PREFIX + currency);
    }

    public static boolean isValid(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && Ascii.isAlphanumeric(text.charAt(0))
                && Ascii.allMatch(text, AccountId::isAllowed);
    }

    /// Whether the id is one of those that only Kontor itself opens.
    public boolean isReserved() {
        return text.startsWith(SUSPENSE_PREFIX);
    }

    private static boolean isAllowed(int c) {
        return Ascii.isAlphanumeric(c) || c == '.' || c == '_' || c == ':' || c == '-';
    }

    @Override
    public String toString() {
        return text;
    }

    // Written out, and so is the hash: see docs/performance.md.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof AccountId(String its) && text.equals(its));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
