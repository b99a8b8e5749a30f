package dev.kontor.request.web;

import dev.kontor.events.model.Uuids;
import dev.kontor.http.problem.FieldErrorCode;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.problem.ProblemException;
import dev.kontor.request.domain.CommonFields;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The headers of a write that mean something to us.
final class RequestHeaders {
    private static final String TRACEPARENT = "traceparent";
    private static final Pattern TRACE_CONTEXT =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private RequestHeaders() {}

    /// The id of what is asked for, in the header's place; bare, or quoted as structured fields
    /// are.
    ///
    /// @throws ProblemException (400) if it is not one UUID
    static Optional<UUID> idempotencyKey(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders(CommonFields.IDEMPOTENCY_KEY));
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            throw refused(FieldErrorCode.DUPLICATE, "is given more than once");
        }
        try {
            return Optional.of(Uuids.parse(unquoted(values.getFirst())));
        } catch (IllegalArgumentException e) {
            throw refused(FieldErrorCode.INVALID_FORMAT, "must be a UUID of 36 characters");
        }
    }

    /// For where the header could not name what is asked for, and would be a false comfort.
    ///
    /// @throws ProblemException (400) if it is there
    static void refuseIdempotencyKey(HttpServletRequest request, String reason) {
        if (request.getHeader(CommonFields.IDEMPOTENCY_KEY) != null) {
            throw refused(FieldErrorCode.NOT_ALLOWED, reason);
        }
    }

    /// The trace that the request belongs to; nothing that is not one reaches the log.
    static Optional<String> traceparent(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(TRACEPARENT))
                .filter(trace -> TRACE_CONTEXT.matcher(trace).matches());
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static ProblemException refused(FieldErrorCode code, String detail) {
        return new ProblemException(Problem.invalid(CommonFields.IDEMPOTENCY_KEY, code, detail));
    }
}
