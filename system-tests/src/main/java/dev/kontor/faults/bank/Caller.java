package dev.kontor.faults.bank;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The HTTP API as a client sees it that expects the worst.
final class Caller {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(3))
                    .build();

    /// An answer takes the wait that was asked for and, where all goes wrong, ten seconds more.
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final URI url;
    private final Consumer<String> unanswered;

    /// @param unanswered is told of each call that came to nothing
    Caller(URI url, Consumer<String> unanswered) {
        this.url = url;
        this.unanswered = unanswered;
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(url.resolve(path)).GET());
    }

    /// @param waitSeconds how long the answer may wait for the outcome
    Answer post(String path, String json, int waitSeconds) {
        return send(
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Content-Type", "application/json")
                        .header("Prefer", "wait=" + waitSeconds)
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    CLIENT.send(
                            request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer.Said(
                    response.statusCode(),
                    response.headers().firstValue("Retry-After"),
                    read(response.body()));
        } catch (IOException e) {
            unanswered.accept(e.toString());
            return new Answer.Nothing(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Nothing(e.toString());
        }
    }

    private static JsonNode read(String body) {
        try {
            return body.startsWith("{") ? JSON.readTree(body) : JSON.createObjectNode();
        } catch (JacksonException e) {
            return JSON.createObjectNode(); // cut off
        }
    }
}
