package dev.kontor.events.model;

/// Why the rules of money refuse a request.
///
/// Those of accounts, up to [#INSUFFICIENT_FUNDS], stand in the order in which they apply, and so
/// do `ACCOUNT_CLOSED` and `INVALID_STATE` for commands on accounts. A command on a transfer is
/// judged by `INVALID_STATE`, then `EXCEEDS_AUTHORIZED` or `EXCEEDS_REVERSIBLE`, then `EXPIRED`,
/// before any account is asked. That differs from the order below, which is the one in which they
/// came to the records and cannot change.
public enum Refusal {
    ACCOUNT_NOT_FOUND,
    ACCOUNT_CLOSED,
    ACCOUNT_FROZEN,
    CURRENCY_MISMATCH,
    AMOUNT_OVERFLOW,
    INSUFFICIENT_FUNDS,
    EXPIRED,
    /// The transfer or the account is in no state for the command.
    INVALID_STATE,
    EXCEEDS_AUTHORIZED,
    EXCEEDS_REVERSIBLE
}
