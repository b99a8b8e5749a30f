package dev.kontor.http.problem;

import dev.kontor.http.request.RequestId;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where the container sends what went wrong outside of controllers.
@RestController
final class ProblemErrorController implements ErrorController {
    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<Problem> error(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Problem problem =
                StatusProblem.of(
                        status instanceof Integer code ? code : ErrorCode.NOT_FOUND.status());
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(RequestId.HEADER, RequestId.of(request))
                .body(problem.withRequestId(RequestId.of(request)));
    }
}
