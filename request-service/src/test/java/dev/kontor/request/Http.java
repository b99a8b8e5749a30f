package dev.kontor.request;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client that says what a test says and nothing else.
public record Http(int port) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            return MAPPER.readTree(response.body());
        }

        public String code() {
            return json().path("code").asString("");
        }

        /// The fields to blame, as `name code`.
        public List<String> errors() {
            return json().path("errors")
                    .valueStream()
                    .map(e -> e.path("field").asString() + " " + e.path("code").asString())
                    .toList();
        }
    }

    public Answer post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send("POST", path, "application/json", body, headers);
    }

    public Answer send(
            String method, String path, String contentType, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofByteArray(
                                        body.getBytes(StandardCharsets.UTF_8)));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return new Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    public static JsonNode parse(String json) {
        return MAPPER.readTree(json);
    }
}
