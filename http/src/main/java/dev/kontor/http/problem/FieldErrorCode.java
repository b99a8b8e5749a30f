package dev.kontor.http.problem;

import dev.kontor.events.model.Words;

/// What can be wrong with one field. The names are stable, like those of [ErrorCode].
public enum FieldErrorCode {
    REQUIRED,
    UNKNOWN,
    DUPLICATE,
    WRONG_TYPE,
    INVALID_FORMAT,
    INVALID_CHARACTER,
    OUT_OF_RANGE,
    TOO_LONG,
    TOO_MANY,
    TOO_DEEP,
    NOT_ALLOWED,
    UNBALANCED,
    DIFFERS;

    /// As it stands in `errors[].code`: lower snake case.
    public String code() {
        return Words.of(this);
    }
}
