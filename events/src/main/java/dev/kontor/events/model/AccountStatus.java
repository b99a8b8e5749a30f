package dev.kontor.events.model;

/// Whether an account takes part. Closed is for ever.
public enum AccountStatus {
    OPEN,
    FROZEN,
    CLOSED
}
