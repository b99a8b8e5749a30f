package dev.kontor.http.problem;

/// One field to blame.
///
/// @param field where it is: `legs[1].amount`, `metadata.order`, a query parameter or a header
/// @param code one of [FieldErrorCode], in lower snake case
/// @param detail a sentence without its subject, which is the field: `must be at least 1`
public record FieldError(String field, String code, String detail) {
    public FieldError(String field, FieldErrorCode code, String detail) {
        this(field, code.code(), detail);
    }
}
