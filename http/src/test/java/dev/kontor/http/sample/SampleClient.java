package dev.kontor.http.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks to the sample service as clients do.
public final class SampleClient {
    /// The one field that orders need besides their amount.
    public static final String ID = "\"id\": \"0199F0F0-0000-7000-8000-000000000001\"";

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final int port;

    public SampleClient(int port) {
        this.port = port;
    }

    public JsonNode read(String json) {
        return mapper.readTree(json);
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    /// An order.
    public HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send(request("/v1/orders").POST(BodyPublishers.ofString(body)));
    }

    /// An order that nothing is wrong with.
    public HttpResponse<String> preferring(String prefer) throws IOException, InterruptedException {
        return send(
                request("/v1/orders")
                        .header("Prefer", prefer)
                        .POST(BodyPublishers.ofString("{" + ID + ", \"amount\": 1}")));
    }

    public HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json");
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /// The problem that an answer must be.
    public JsonNode problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        JsonNode problem = read(answer.body());
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("code").stringValue()).as(answer.body()).isEqualTo(code);
        assertThat(problem.get("request_id").stringValue())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
        return problem;
    }

    /// Field and code of each error.
    public static List<String> fieldsOf(JsonNode problem) {
        return StreamSupport.stream(problem.get("errors").spliterator(), false)
                .map(e -> e.get("field").stringValue() + " " + e.get("code").stringValue())
                .toList();
    }
}
