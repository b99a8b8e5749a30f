package dev.kontor.cli.console;

/// Something the user can act on: its message says what happened and what to do, and is all that is
/// printed. Ends the command with status 1.
public final class Failure extends RuntimeException {

    public Failure(String message) {
        super(message);
    }

    public Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
