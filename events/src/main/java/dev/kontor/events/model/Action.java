package dev.kontor.events.model;

/// What an account is told to do for a leg.
public enum Action {
    /// Say whether a credit would be taken; changes nothing.
    PROBE,
    POST_DEBIT,
    POST_CREDIT,
    /// Give a debited account back what the credit side refused.
    RETURN,
    /// Keep what the debited account itself will not have back.
    SUSPENSE,
    /// Reserve an amount for a debit to come.
    HOLD,
    /// Debit what is held. The hold can be that of another request of the same transfer and leg.
    CAPTURE,
    /// Reserve it no longer.
    RELEASE
}
