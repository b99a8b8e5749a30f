package dev.kontor.query.web;

import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.request.RequestId;
import dev.kontor.query.store.ViewUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// A database that does not answer is no mistake in our code: the client may come again.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnavailableAdvice {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final Logger log = LoggerFactory.getLogger(UnavailableAdvice.class);

    @ExceptionHandler(ViewUnavailableException.class)
    ResponseEntity<Problem> answer(ViewUnavailableException e, HttpServletRequest request) {
        log.warn("{} cannot be answered: {}", request.getRequestURI(), e.getMessage());
        Problem problem =
                Problem.of(
                                ErrorCode.SERVICE_UNAVAILABLE,
                                "The views cannot be read in time now. Try again later.")
                        .withRetryAfter(RETRY_AFTER)
                        .withRequestId(RequestId.of(request));
        return ResponseEntity.status(problem.status())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
