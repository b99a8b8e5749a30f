package dev.kontor.events.model;

/// What kind of request made an instruction necessary.
public enum RequestKind {
    /// The transfer itself.
    TRANSFER,
    CAPTURE,
    VOID,
    REVERSAL,
    /// The end of an authorization by time. No client asks for it, and there is one of it.
    EXPIRY;

    /// Whether a request of this kind has an id below its transfer: clients' commands have one.
    public boolean hasId() {
        return switch (this) {
            case CAPTURE, VOID, REVERSAL -> true;
            case TRANSFER, EXPIRY -> false;
        };
    }
}
