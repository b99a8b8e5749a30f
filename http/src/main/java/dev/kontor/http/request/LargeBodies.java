package dev.kontor.http.request;

import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;

/// How many requests with large bodies are under way at once: what thousands of slow clients send
/// would else fill the memory. A request leaves when it is answered, since what was read of its
/// body lives that long.
final class LargeBodies implements HandlerInterceptor {
    /// Up to which a body counts as small: no more than the buffers that each request has anyway.
    static final int SMALL_BYTES = 8 * 1024;

    /// Each of 256 KiB at most and, read, a few times that.
    private static final int MOST = 32;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final String ATTRIBUTE = LargeBodies.class.getName();

    private final Semaphore places = new Semaphore(MOST);

    /// @throws ProblemException (503) if too many are under way
    void enter(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) != null) {
            return;
        }
        if (!places.tryAcquire()) {
            throw new ProblemException(
                    Problem.of(
                                    ErrorCode.SERVICE_UNAVAILABLE,
                                    "Too many requests with large bodies at once.")
                            .withRetryAfter(RETRY_AFTER));
        }
        request.setAttribute(ATTRIBUTE, true);
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable Exception failure) {
        if (request.getAttribute(ATTRIBUTE) != null) {
            request.removeAttribute(ATTRIBUTE);
            places.release();
        }
    }
}
