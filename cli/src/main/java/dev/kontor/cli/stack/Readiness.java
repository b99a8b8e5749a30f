package dev.kontor.cli.stack;

import dev.kontor.cli.client.Api;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// What a service on this machine says of itself.
final class Readiness {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final HttpClient HTTP = Api.client(URI.create("http://127.0.0.1"));

    static boolean isReady(int port) {
        return get(port, "/actuator/health/readiness").status() == 200;
    }

    /// Whether it runs, which does not say that it does its work.
    static boolean isUp(int port) {
        return get(port, "/actuator/health/liveness").status() == 200;
    }

    /// @param status 0 if nothing answers
    record Reply(int status, String body) {}

    static Reply get(int port, String path) {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
        try {
            HttpResponse<String> response =
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Reply(0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply(0, "");
        }
    }

    private Readiness() {}
}
