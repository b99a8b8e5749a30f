package dev.kontor.processing.rebuild;

/// Nothing can be rebuilt, and the message says to operators why and what to do.
final class RebuildException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RebuildException(String message) {
        super(message);
    }
}
