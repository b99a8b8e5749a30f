package dev.kontor.processing;

/// A log cannot be applied once more as far as it should be. The message is for operators.
public final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayException(String message) {
        super(message);
    }

    ReplayException(String message, Throwable cause) {
        super(message, cause);
    }
}
