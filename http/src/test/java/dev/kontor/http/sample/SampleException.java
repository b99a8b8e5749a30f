package dev.kontor.http.sample;

/// Known to the sample only.
final class SampleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SampleException(String message, Throwable cause) {
        super(message, cause);
    }
}
