package dev.kontor.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/// Opens accounts, which is no part of what is measured.
public final class Openings {
    private static final int IN_FLIGHT = 200;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private Openings() {}

    /// Opens the accounts of some numbers; some that are there do no harm.
    ///
    /// @param base of request-service
    /// @param to not included
    /// @throws IOException if one was not taken
    public static void open(URI base, int from, int to) throws IOException, InterruptedException {
        Semaphore room = new Semaphore(IN_FLIGHT);
        Queue<String> trouble = new ConcurrentLinkedQueue<>();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int number = from; number < to && trouble.isEmpty(); number++) {
                room.acquire();
                CompletableFuture<?> _ =
                        client.sendAsync(request(base, number), BodyHandlers.ofString())
                                .whenComplete((answer, failure) -> {
                                    if (failure != null) {
                                        trouble.add(failure.toString());
                                    } else if (answer.statusCode() >= 300) {
                                        trouble.add(answer.body());
                                    }
                                    room.release();
                                });
            }
            room.acquire(IN_FLIGHT);
        }
        if (!trouble.isEmpty()) {
            throw new IOException("an account was not opened: " + trouble.peek());
        }
    }

    private static HttpRequest request(URI base, int number) {
        return HttpRequest.newBuilder(base.resolve("/v1/accounts"))
                .header("Content-Type", "application/json")
                .header("Prefer", "respond-async")
                .timeout(TIMEOUT)
                .POST(BodyPublishers.ofString(body(number)))
                .build();
    }

    /// No transfer of a benchmark is ever refused for want of money, and each is checked for it.
    private static String body(int number) {
        return "{\"id\": \"%s\", \"currency\": \"EUR\", \"overdraft_limit\": 1000000000000}"
                .formatted(TransferLine.account(number));
    }
}
