package dev.kontor.http.problem;

import dev.kontor.http.request.RequestId;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where the container sends what went wrong outside of controllers, and what broke off an answer
/// that was already on its way: then there is nothing left to say.
@RestController
final class ProblemErrorController implements ErrorController {
    @RequestMapping("${spring.web.error.path:/error}")
    @Nullable ResponseEntity<Problem> error(
            HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted()) {
            return null;
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Problem problem =
                StatusProblem.of(
                        status instanceof Integer code ? code : ErrorCode.NOT_FOUND.status());
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .headers(headers -> addRetryAfter(headers, problem))
                .header(RequestId.HEADER, RequestId.of(request))
                .body(problem.withRequestId(RequestId.of(request)));
    }

    private static void addRetryAfter(HttpHeaders headers, Problem problem) {
        if (problem.retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, problem.retryAfter().toString());
        }
    }
}
