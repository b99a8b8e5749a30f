package dev.kontor.processing;

/// A row of the shell's own tables holds what it never wrote: the database is damaged, or a newer
/// build was here.
final class UnreadableRowException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableRowException(String message, Exception cause) {
        super(message + ": " + cause.getMessage() + ": restore the state", cause);
    }
}
