package dev.kontor.http.request;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/// Names the request before anything can go wrong with it. Answers are not for caches: a balance
/// from a cache would be a lie.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestIdFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestId.adopt(request, request.getHeader(RequestId.HEADER));
        String id = RequestId.of(request);
        if (!response.isCommitted()) {
            response.setHeader(RequestId.HEADER, id);
            response.setHeader("X-Content-Type-Options", "nosniff");
            if (request.getRequestURI().startsWith("/v1/")) {
                response.setHeader("Cache-Control", "no-store");
            }
        }
        try (var _ = MDC.putCloseable(RequestId.LOG_KEY, id)) {
            chain.doFilter(request, response);
        }
    }

    /// Also the second half of a request that was answered later, on another thread.
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
