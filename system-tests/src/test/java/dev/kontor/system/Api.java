package dev.kontor.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The HTTP API as a plain client sees it.
final class Api {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final URI url;

    Api(URI url) {
        this.url = url;
    }

    /// @param body null where there is none
    record Answer(int status, HttpHeaders headers, JsonNode body) {
        String text(String pointer) {
            return body.at(pointer).asString();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(url.resolve(path)).GET());
    }

    Answer post(String path, String json, String... headers) {
        return send(posting(path, json, headers));
    }

    Answer patch(String path, String json, String... headers) {
        return send(posting(path, json, headers).method("PATCH", body(json)));
    }

    Answer send(String path, String method, String body, String contentType) {
        return send(
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Content-Type", contentType)
                        .method(method, body(body)));
    }

    CompletableFuture<Answer> postAsync(String path, String json, String... headers) {
        return CLIENT.sendAsync(
                        posting(path, json, headers).timeout(TIMEOUT).build(),
                        HttpResponse.BodyHandlers.ofString())
                .thenApply(Api::answer);
    }

    /// Loads a file through the bulk endpoint, asking only for what went wrong and the summary.
    ///
    /// @return the lines of the answer
    String load(Path file) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(url.resolve("/v1/transfers/bulk"))
                            .header("Content-Type", "application/x-ndjson")
                            .header("Prefer", "return=minimal")
                            .POST(HttpRequest.BodyPublishers.ofFile(file))
                            .build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static HttpRequest.BodyPublisher body(String text) {
        return HttpRequest.BodyPublishers.ofString(text);
    }

    private HttpRequest.Builder posting(String path, String json, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(body(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            return answer(
                    CLIENT.send(
                            request.timeout(TIMEOUT).build(),
                            HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        String body = response.body();
        return new Answer(
                response.statusCode(),
                response.headers(),
                body.startsWith("{") ? JSON.readTree(body) : JSON.createObjectNode());
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for an answer", e);
    }
}
