package dev.kontor.events.model;

/// What a client can ask of a transfer that is there.
public enum CommandKind {
    CAPTURE,
    VOID,
    REVERSAL;

    /// The kind under which the instructions of such a command go to accounts.
    public RequestKind requestKind() {
        return switch (this) {
            case CAPTURE -> RequestKind.CAPTURE;
            case VOID -> RequestKind.VOID;
            case REVERSAL -> RequestKind.REVERSAL;
        };
    }
}
