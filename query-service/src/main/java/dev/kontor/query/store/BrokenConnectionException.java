package dev.kontor.query.store;

/// The connection was broken; another one may do.
final class BrokenConnectionException extends ViewUnavailableException {
    private static final long serialVersionUID = 1L;

    BrokenConnectionException(Throwable cause) {
        super(cause);
    }
}
