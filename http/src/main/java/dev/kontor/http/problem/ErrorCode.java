package dev.kontor.http.problem;

import dev.kontor.events.model.Words;
import java.util.Arrays;

/// What can go wrong with a request. The names are stable: clients switch on them.
///
/// `docs/errors.md` tells clients what each means and what to do; a test compares the two.
public enum ErrorCode {
    INVALID_REQUEST(400, "The request is malformed"),
    UNAUTHENTICATED(401, "No valid token"),
    FORBIDDEN(403, "The token does not allow this"),
    NOT_FOUND(404, "There is no such resource"),
    METHOD_NOT_ALLOWED(405, "The resource has no such method"),
    NOT_ACCEPTABLE(406, "The answer has no such form"),
    ID_ALREADY_USED(409, "The id is taken by other content"),
    VIEW_BEHIND(409, "The view has not got that far yet"),
    ACTION_REFUSED(409, "The action is refused"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is not of the expected type"),
    RATE_LIMITED(429, "Too many requests"),
    INTERNAL_ERROR(500, "Something is broken on our side"),
    LOG_UNAVAILABLE(503, "The log cannot be written now"),
    SERVICE_UNAVAILABLE(503, "The service cannot answer now");

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /// The HTTP status it travels with.
    public int status() {
        return status;
    }

    /// The same for all problems with this code; what happened here and now is in their detail.
    public String title() {
        return title;
    }

    /// As it stands in `code`: lower snake case.
    public String code() {
        return Words.of(this);
    }

    /// A name, not an address: hosts move, and clients compare it as a string.
    public String type() {
        return "urn:kontor:error:" + code();
    }

    /// The code for a status that a library chose. One that no code has is a fault of the request:
    /// servers choose such (a version of HTTP they do not speak) when they cannot read it.
    public static ErrorCode ofStatus(int status) {
        return Arrays.stream(values())
                .filter(code -> code.status == status && code != LOG_UNAVAILABLE)
                .findFirst()
                .orElse(INVALID_REQUEST);
    }
}
