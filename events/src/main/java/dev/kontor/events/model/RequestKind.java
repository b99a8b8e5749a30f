package dev.kontor.events.model;

/// What kind of request made an instruction necessary.
public enum RequestKind {
    /// The transfer itself.
    TRANSFER
}
