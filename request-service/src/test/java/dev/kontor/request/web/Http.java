package dev.kontor.request.web;

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
record Http(int port) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            return MAPPER.readTree(response.body());
        }

        String code() {
            return json().path("code").asString("");
        }

        /// The fields to blame, as `name code`.
        List<String> errors() {
            return json().path("errors")
                    .valueStream()
                    .map(e -> e.path("field").asString() + " " + e.path("code").asString())
                    .toList();
        }
    }

    Answer post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send("POST", path, "application/json", body, headers);
    }

    Answer send(String method, String path, String contentType, String body, String... headers)
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

    static JsonNode parse(String json) {
        return MAPPER.readTree(json);
    }
}
