package dev.kontor.events.model;

/// Where a command on a transfer or an account stands.
public enum CommandStatus {
    RECEIVED,
    DONE,
    REJECTED;

    /// Whether one who waits for the outcome waits no longer.
    public boolean isDecided() {
        return this != RECEIVED;
    }
}
