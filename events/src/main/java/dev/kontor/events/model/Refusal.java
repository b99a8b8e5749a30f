package dev.kontor.events.model;

/// Why the rules of money refuse a request, in the order in which they apply.
public enum Refusal {
    ACCOUNT_NOT_FOUND,
    ACCOUNT_CLOSED,
    ACCOUNT_FROZEN,
    CURRENCY_MISMATCH,
    AMOUNT_OVERFLOW,
    INSUFFICIENT_FUNDS,
    EXPIRED
}
