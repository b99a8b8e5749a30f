package dev.kontor.cli.client;

import dev.kontor.cli.console.Failure;
import dev.kontor.cli.console.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One service, spoken to with single requests.
public final class Api {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /// More than the API ever waits: 30 s for an outcome, 10 s for the log.
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(45);

    private final URI base;
    private final HttpClient http;

    public Api(URI base) {
        this.base = base;
        this.http = client(base);
    }

    /// What the API answered, if it was not a refusal.
    ///
    /// @param replayed whether the resource had been there before
    public record Answer(int status, JsonNode body, boolean replayed) {}

    /// @param path with its query, from `/`
    public Answer get(String path) {
        return exchange(request(path).GET());
    }

    /// @param prefer the `Prefer` header
    public Answer post(String path, JsonNode body, @Nullable String prefer) {
        HttpRequest.Builder request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(Json.compact(body)));
        return exchange(prefer == null ? request : request.header("Prefer", prefer));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(resolve(base, path))
                .timeout(ANSWER_TIMEOUT)
                .header("Accept", "application/json, application/problem+json");
    }

    private Answer exchange(HttpRequest.Builder request) {
        HttpResponse<String> response = send(request.build());
        if (response.statusCode() / 100 != 2) {
            throw new Failure(Problem.describe(response.statusCode(), response.body()));
        }
        boolean replayed =
                response.headers().firstValue("Idempotent-Replayed").orElse("").equals("true");
        try {
            return new Answer(response.statusCode(), Json.parse(response.body()), replayed);
        } catch (JacksonException e) {
            throw new Failure(base + " does not answer like Kontor: is the URL right?", e);
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw unreachable(base, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
    }

    static URI resolve(URI base, String path) {
        String text = base.toString();
        return URI.create(
                (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }

    static Failure unreachable(URI base, IOException cause) {
        String reason = cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
        return new Failure(
                "Nothing answers at "
                        + base
                        + reason
                        + ". Is Kontor running? `./kontor status` tells, `./kontor up` starts it.",
                cause);
    }

    /// A proxy that the machine is set to use is no way to the machine itself.
    public static HttpClient client(URI base) {
        HttpClient.Builder client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_TIMEOUT);
        return (isLoopback(base) ? client.proxy(HttpClient.Builder.NO_PROXY) : client).build();
    }

    private static boolean isLoopback(URI uri) {
        try {
            return InetAddress.getByName(uri.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
