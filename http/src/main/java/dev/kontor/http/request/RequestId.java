package dev.kontor.http.request;

import jakarta.servlet.ServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Names a request in answers and logs: the sender's `X-Request-Id` if it is harmless, else ours.
public final class RequestId {
    public static final String HEADER = "X-Request-Id";

    /// The name in the logging context.
    public static final String LOG_KEY = "request_id";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private RequestId() {}

    /// The same each time for one request.
    public static String of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String id) {
            return id;
        }
        String id = UUID.randomUUID().toString();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    static void adopt(ServletRequest request, @Nullable String header) {
        if (request.getAttribute(ATTRIBUTE) == null
                && header != null
                && HARMLESS.matcher(header).matches()) {
            request.setAttribute(ATTRIBUTE, header);
        }
    }
}
