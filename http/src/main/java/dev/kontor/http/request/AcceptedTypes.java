package dev.kontor.http.request;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/// Refuses what excludes our answer by `q=0`, which the framework takes for acceptable.
final class AcceptedTypes implements HandlerInterceptor {
    /// Whatever cannot be parsed the framework has refused before.
    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotAcceptableException {
        List<MediaType> ranges =
                MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
        if (!ranges.isEmpty()
                && request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE)
                        instanceof Iterable<?> types) {
            for (Object type : types) {
                if (type instanceof MediaType ours && accepts(ranges, ours)) {
                    return true;
                }
            }
            throw new HttpMediaTypeNotAcceptableException(List.of());
        }
        return true;
    }

    /// The most specific range that includes it decides (RFC 9110).
    private static boolean accepts(List<MediaType> ranges, MediaType ours) {
        return ranges.stream()
                        .filter(range -> range.includes(ours))
                        .max(Comparator.comparingInt(AcceptedTypes::specificity))
                        .map(MediaType::getQualityValue)
                        .orElse(0.0)
                > 0;
    }

    private static int specificity(MediaType range) {
        if (range.isWildcardType()) {
            return 0;
        }
        return range.isWildcardSubtype() ? 1 : 2;
    }
}
