package dev.kontor.processing;

/// A row that was to be inserted is there already.
public final class DuplicateRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DuplicateRowException(Throwable cause) {
        super(cause);
    }
}
