package dev.kontor.request.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Takes single writes through the [Edge], before their bodies are read; bulks go through it by
/// themselves.
final class Gate implements HandlerInterceptor {
    private static final String ATTRIBUTE = Gate.class.getName();

    private final Edge edge;

    Gate(Edge edge) {
        this.edge = edge;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean writes =
                HttpMethod.POST.matches(request.getMethod())
                        || HttpMethod.PATCH.matches(request.getMethod());
        if (writes && request.getAttribute(ATTRIBUTE) == null) {
            edge.enter();
            request.setAttribute(ATTRIBUTE, true);
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable Exception failure) {
        if (request.getAttribute(ATTRIBUTE) != null) {
            request.removeAttribute(ATTRIBUTE);
            edge.leave();
        }
    }
}
