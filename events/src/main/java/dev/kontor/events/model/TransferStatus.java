package dev.kontor.events.model;

/// Where a transfer stands, as clients see it. All but the first two are final.
public enum TransferStatus {
    RECEIVED,
    AUTHORIZED,
    POSTED,
    REJECTED,
    VOIDED,
    EXPIRED,
    RETURNED;

    public boolean isFinal() {
        return this != RECEIVED && this != AUTHORIZED;
    }

    /// Whether one who waits for the outcome waits no longer.
    public boolean isDecided() {
        return this != RECEIVED;
    }
}
