package dev.kontor.http.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses any query where the controller asks for none: a misspelled filter shall not be taken for
/// no filter.
final class UnaskedParameters implements HandlerInterceptor {
    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !asks(method)) {
            QueryParameters.parse(request.getQueryString()).finish();
        }
        return true;
    }

    private static boolean asks(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == QueryParameters.class);
    }
}
