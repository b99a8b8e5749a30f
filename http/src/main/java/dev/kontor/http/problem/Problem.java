package dev.kontor.http.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An error answer, `application/problem+json` as of RFC 9457.
///
/// @param type a URN that ends in the code
/// @param title the same for all problems of a code
/// @param status the HTTP status
/// @param detail what happened this time, for people
/// @param code one of [ErrorCode], for programs
/// @param requestId names this request in our logs
/// @param errors the fields to blame; left out if there are none
/// @param existing what the id already stands for; only with `id_already_used`
/// @param outcomeUnknown true: what was asked may have happened; ask again with the same id
/// @param retryAfter seconds, as in the header `Retry-After`
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"type", "title", "status", "detail", "code", "request_id", "errors"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @JsonProperty("request_id") @Nullable String requestId,
        List<FieldError> errors,
        @Nullable Existing existing,
        @JsonProperty("outcome_unknown") @Nullable Boolean outcomeUnknown,
        @JsonProperty("retry_after") @Nullable Long retryAfter) {

    /// The media type of problems.
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    /// Where the resource is that has the id.
    public record Existing(String href) {}

    public static Problem of(ErrorCode code, String detail) {
        return new Problem(
                code.type(),
                code.title(),
                code.status(),
                detail,
                code.code(),
                null,
                List.of(),
                null,
                null,
                null);
    }

    /// One field to blame, or a parameter, or a header.
    public static Problem invalid(String field, FieldErrorCode code, String detail) {
        return of(ErrorCode.INVALID_REQUEST, field + ": " + detail)
                .withErrors(List.of(new FieldError(field, code, detail)));
    }

    public Problem withErrors(List<FieldError> errors) {
        return new Problem(
                type,
                title,
                status,
                detail,
                code,
                requestId,
                errors,
                existing,
                outcomeUnknown,
                retryAfter);
    }

    public Problem withExisting(String href) {
        return new Problem(
                type,
                title,
                status,
                detail,
                code,
                requestId,
                errors,
                new Existing(href),
                outcomeUnknown,
                retryAfter);
    }

    public Problem withOutcomeUnknown() {
        return new Problem(
                type, title, status, detail, code, requestId, errors, existing, true, retryAfter);
    }

    /// Whole seconds, rounded up.
    public Problem withRetryAfter(Duration wait) {
        return new Problem(
                type,
                title,
                status,
                detail,
                code,
                requestId,
                errors,
                existing,
                outcomeUnknown,
                wait.plusMillis(999).toSeconds());
    }

    /// Who is told to come back is told when, whoever told him.
    Problem withAnyRetryAfter() {
        boolean comesBack = status == 429 || status == 503;
        return comesBack && retryAfter == null ? withRetryAfter(Duration.ofSeconds(1)) : this;
    }

    /// For a status that no code of ours has.
    Problem withStatus(int status) {
        return new Problem(
                type,
                title,
                status,
                detail,
                code,
                requestId,
                errors,
                existing,
                outcomeUnknown,
                retryAfter);
    }

    public Problem withRequestId(@Nullable String requestId) {
        return new Problem(
                type,
                title,
                status,
                detail,
                code,
                requestId,
                errors,
                existing,
                outcomeUnknown,
                retryAfter);
    }
}
