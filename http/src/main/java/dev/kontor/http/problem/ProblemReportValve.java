package dev.kontor.http.problem;

import dev.kontor.http.request.RequestId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Errors that the server finds before any servlet sees the request, as problems and not as HTML.
///
/// Public because the server makes its valves by name.
public final class ProblemReportValve extends ErrorReportValve {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static void install(Context context) {
        if (context.getParent() instanceof StandardHost host) {
            host.setErrorReportValveClass(ProblemReportValve.class.getName());
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        if (response.getStatus() < 400
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        String id = RequestId.of(request);
        Problem problem = StatusProblem.of(response.getStatus()).withRequestId(id);
        try {
            response.setHeader(RequestId.HEADER, id);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cache-Control", "no-store");
            if (problem.retryAfter() != null) {
                response.setHeader("Retry-After", problem.retryAfter().toString());
            }
            response.setContentType(Problem.MEDIA_TYPE);
            response.getReporter()
                    .write(new String(MAPPER.writeValueAsBytes(problem), StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("The client has gone", e);
        }
    }
}
