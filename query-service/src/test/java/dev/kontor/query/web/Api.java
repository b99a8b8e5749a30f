package dev.kontor.query.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The service as a client sees it.
final class Api {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    Api(int port) {
        base = "http://localhost:" + port;
    }

    record Answer(int status, HttpResponse<String> response) {
        JsonNode body() {
            return JSON.readTree(response.body());
        }

        String text(String pointer) {
            return body().at(pointer).asString();
        }
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).build());
    }

    CompletableFuture<Answer> getLater(String path) {
        return client.sendAsync(
                        HttpRequest.newBuilder(URI.create(base + path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), response));
    }

    Answer send(String method, String path) {
        return send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build());
    }

    /// Reads a list to its end.
    ///
    /// @param path with a query
    <T> List<T> all(String path, Function<JsonNode, T> row) {
        List<T> rows = new ArrayList<>();
        String next = path;
        while (true) {
            JsonNode page = get(next).body();
            page.get("data").forEach(each -> rows.add(row.apply(each)));
            if (page.get("next_cursor").isNull()) {
                return rows;
            }
            next = path + "&cursor=" + page.get("next_cursor").asString();
        }
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
