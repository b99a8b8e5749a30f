package dev.kontor.events.codec;

/// A kind or a number of rules that a newer build has written: nothing is wrong with the record, so
/// it is never a dead letter; who reads it must be upgraded first.
public final class FutureRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    public FutureRecordException(String reason) {
        super(reason);
    }
}
