package dev.kontor.query.store;

/// The database does not answer, or not in time.
public sealed class ViewUnavailableException extends RuntimeException
        permits BrokenConnectionException {
    private static final long serialVersionUID = 1L;

    public ViewUnavailableException(Throwable cause) {
        super(cause);
    }
}
