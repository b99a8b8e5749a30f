package dev.kontor.http.problem;

import dev.kontor.http.request.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/// The one door through which errors leave.
///
/// What the client did wrong is told; what we did wrong is logged under the request's id, and only
/// that id is told. A service that knows better of an exception of its own has a [ProblemMapping].
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    private final List<ProblemMapping> mappings;

    ProblemAdvice(ObjectProvider<ProblemMapping> mappings) {
        this.mappings = mappings.orderedStream().toList();
    }

    @ExceptionHandler(Exception.class)
    @Nullable ResponseEntity<Problem> answer(
            Exception e, HttpServletRequest request, HttpServletResponse response) {
        if (isClientGone(e)) {
            LOG.debug("The client has gone", e);
            return null;
        }
        Optional<Problem> known = known(e);
        Problem problem = known.orElseGet(() -> problemOf(e)).withAnyRetryAfter();
        if (known.isPresent()) {
            LOG.warn(
                    "{} {} cannot be answered: {}",
                    request.getMethod(),
                    request.getRequestURI(),
                    e.getMessage());
        } else if (problem.status() >= 500 && !(e instanceof ProblemException)) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        }
        if (response.isCommitted()) {
            return null;
        }
        return ResponseEntity.status(problem.status())
                .headers(headers -> headers.addAll(headersOf(e, problem)))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem.withRequestId(RequestId.of(request)));
    }

    /// Only what the server itself says of its client counts. A connection of ours that ended, to
    /// the database or the log, looks the same from its innermost cause, and taken for the client's
    /// it would be answered with 200 and nothing.
    private static boolean isClientGone(Exception e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof ClientAbortException
                    || each instanceof AsyncRequestNotUsableException) {
                return true;
            }
        }
        return false;
    }

    private Optional<Problem> known(Exception e) {
        return mappings.stream().flatMap(mapping -> mapping.problemOf(e).stream()).findFirst();
    }

    private static Problem problemOf(Exception e) {
        return switch (e) {
            case ProblemException known -> known.problem();
            case HttpRequestMethodNotSupportedException other ->
                    Problem.of(
                            ErrorCode.METHOD_NOT_ALLOWED,
                            "There is no " + other.getMethod() + " here.");
            case HttpMediaTypeNotAcceptableException _ ->
                    Problem.of(ErrorCode.NOT_ACCEPTABLE, "See Accept for what can be answered.");
            case HttpMediaTypeNotSupportedException _ ->
                    Problem.of(
                            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                            "The body's Content-Type is not one that is taken here.");
            case MissingServletRequestParameterException missing ->
                    Problem.invalid(
                            missing.getParameterName(), FieldErrorCode.REQUIRED, "is required");
            case MissingRequestHeaderException missing ->
                    Problem.invalid(
                            missing.getHeaderName(), FieldErrorCode.REQUIRED, "is required");
            case MethodArgumentTypeMismatchException mismatch ->
                    Problem.invalid(
                            mismatch.getName(), FieldErrorCode.INVALID_FORMAT, "is malformed");
            case HttpMessageNotReadableException _ ->
                    Problem.of(ErrorCode.INVALID_REQUEST, "The body cannot be read.");
            case ErrorResponse other -> StatusProblem.of(other.getStatusCode().value());
            default -> StatusProblem.of(ErrorCode.INTERNAL_ERROR.status());
        };
    }

    private static HttpHeaders headersOf(Exception e, Problem problem) {
        var headers = new HttpHeaders();
        if (e instanceof ErrorResponse response) {
            headers.addAll(response.getHeaders());
            headers.remove(HttpHeaders.CONTENT_TYPE);
        }
        if (problem.retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, problem.retryAfter().toString());
        }
        return headers;
    }
}
