package dev.kontor.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// Opens accounts, which is no part of what is measured.
public final class Openings {
    private static final int IN_FLIGHT = 200;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /// Too much is under way, or Kafka has just come up.
    private static final Set<Integer> FOR_NOW = Set.of(429, 503);

    private static final int MOST_ROUNDS = 60;
    private static final Duration UNTIL_NEXT_ROUND = Duration.ofSeconds(1);

    private Openings() {}

    /// Opens the accounts of some numbers; some that are there do no harm. Those that are refused
    /// for now are asked for again.
    ///
    /// @param base of request-service
    /// @param to not included
    /// @throws IOException if one was not taken
    public static void open(URI base, int from, int to) throws IOException, InterruptedException {
        List<Integer> wanted = IntStream.range(from, to).boxed().toList();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int round = 1; !wanted.isEmpty(); round++) {
                wanted = ask(client, base, wanted, round < MOST_ROUNDS);
                if (!wanted.isEmpty()) {
                    TimeUnit.NANOSECONDS.sleep(UNTIL_NEXT_ROUND.toNanos());
                }
            }
        }
    }

    /// @param again whether those that are refused for now are no failure
    /// @return those that were
    private static List<Integer> ask(
            HttpClient client, URI base, List<Integer> numbers, boolean again)
            throws IOException, InterruptedException {
        Semaphore room = new Semaphore(IN_FLIGHT);
        Queue<String> trouble = new ConcurrentLinkedQueue<>();
        Queue<Integer> refused = new ConcurrentLinkedQueue<>();
        for (int number : numbers) {
            room.acquire();
            CompletableFuture<?> _ =
                    client.sendAsync(request(base, number), BodyHandlers.ofString())
                            .whenComplete((answer, failure) -> {
                                if (failure != null) {
                                    trouble.add(failure.toString());
                                } else if (again && FOR_NOW.contains(answer.statusCode())) {
                                    refused.add(number);
                                } else if (answer.statusCode() >= 300) {
                                    trouble.add(answer.body());
                                }
                                room.release();
                            });
            if (!trouble.isEmpty()) {
                break;
            }
        }
        room.acquire(IN_FLIGHT);
        if (!trouble.isEmpty()) {
            throw new IOException("an account was not opened: " + trouble.peek());
        }
        return List.copyOf(refused);
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
