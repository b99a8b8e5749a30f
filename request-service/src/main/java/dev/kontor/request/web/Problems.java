package dev.kontor.request.web;

import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.FieldError;
import dev.kontor.http.problem.FieldErrorCode;
import dev.kontor.http.problem.Problem;
import java.time.Duration;

/// What a write can end with that is no outcome.
final class Problems {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private Problems() {}

    static Problem refused() {
        return Problem.of(ErrorCode.LOG_UNAVAILABLE, "Nothing was sent. Try again.")
                .withRetryAfter(RETRY_AFTER);
    }

    static Problem unknown() {
        return Problem.of(
                        ErrorCode.LOG_UNAVAILABLE,
                        "It is not known whether the request was taken. Send it again with the"
                                + " same id: it is done once, however often it comes.")
                .withOutcomeUnknown()
                .withRetryAfter(RETRY_AFTER);
    }

    /// @param of what a command was to change
    static Problem notFound(String of) {
        return Problem.of(
                ErrorCode.NOT_FOUND,
                "There is no such " + of + ". The command leaves nothing, and its id is free.");
    }

    static <S> Problem conflict(Write<S, ?> write, S recorded) {
        return Problem.of(
                        ErrorCode.ID_ALREADY_USED,
                        "The id stands for another request, which stays as it is.")
                .withExisting(write.href())
                .withErrors(
                        write.differences(recorded).stream()
                                .map(field ->
                                        new FieldError(
                                                field,
                                                FieldErrorCode.DIFFERS,
                                                "differs from what has this id"))
                                .toList());
    }
}
