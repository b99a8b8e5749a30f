package dev.kontor.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kontor.local.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// How long a transfer takes whose client waits for the outcome. Prints the figures; judges that
/// all were posted and that half of them did not take many times as long as they do on a small
/// machine that other tests keep busy.
///
/// `-Dkontor.test.longLived=true` gives it processes that compile as well as they can, and minutes
/// to do so before it measures: for a machine with nothing else to do.
class LatencyIT {
    private static final int PER_SECOND = 100;
    private static final int WARM_UP = PER_SECOND * (TestServers.ARE_LONG_LIVED ? 300 : 10);
    private static final int MEASURED = 1_000;
    private static final Duration MEDIAN_AT_MOST = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KontorSystem kontor = KontorSystem.running();

    @Test
    void answersHalfOfAHundredTransfersASecondWithinTwoSeconds() throws Exception {
        String world = "world-" + UUID.randomUUID();
        String shop = "shop-" + UUID.randomUUID();
        open(world);
        open(shop);

        await().atMost(PATIENCE).until(kontor::hasNothingToDo);
        send(WARM_UP, world, shop);
        long[] micros = send(MEASURED, world, shop);

        Arrays.sort(micros);
        System.out.printf(
                "waited for at %d/s, after %d s: p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                PER_SECOND,
                WARM_UP / PER_SECOND,
                micros[MEASURED / 2] / 1e3,
                micros[MEASURED * 99 / 100] / 1e3,
                micros[MEASURED - 1] / 1e3);
        assertThat(Duration.ofNanos(1_000 * micros[MEASURED / 2]))
                .as("p50")
                .isLessThan(MEDIAN_AT_MOST);
    }

    /// Sends at a fixed rate, however slow the answers are; a latency counts from when it was due.
    private long[] send(int count, String from, String to) throws Exception {
        List<CompletableFuture<Long>> latencies = new ArrayList<>();
        CountDownLatch sent = new CountDownLatch(count);
        long begun = System.nanoTime();
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
            for (int i = 0; i < count; i++) {
                long due = begun + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
                CompletableFuture<Long> latency = new CompletableFuture<>();
                latencies.add(latency);
                ScheduledFuture<?> _ =
                        clock.schedule(
                                () -> {
                                    sent.countDown();
                                    complete(latency, due, post(from, to));
                                },
                                due - System.nanoTime(),
                                TimeUnit.NANOSECONDS);
            }
            sent.await();
        }
        return latencies.stream().mapToLong(latency -> latency.join() / 1_000).toArray();
    }

    private static void complete(
            CompletableFuture<Long> latency, long due, CompletableFuture<Api.Answer> answered) {
        CompletableFuture<?> _ =
                answered.whenComplete((answer, failure) -> {
                    if (failure != null || answer.status() != 201) {
                        latency.completeExceptionally(
                                new AssertionError(String.valueOf(answer), failure));
                    } else {
                        latency.complete(System.nanoTime() - due);
                    }
                });
    }

    private CompletableFuture<Api.Answer> post(String from, String to) {
        return kontor.requests()
                .postAsync(
                        "/v1/transfers",
                        ("{\"id\": \"%s\", \"debit_account\": \"%s\", \"credit_account\": \"%s\","
                                        + " \"amount\": 1, \"currency\": \"USD\"}")
                                .formatted(UUID.randomUUID(), from, to),
                        "Prefer",
                        "wait=20");
    }

    private void open(String id) {
        assertThat(
                        kontor.requests()
                                .post(
                                        "/v1/accounts",
                                        ("{\"id\": \"%s\", \"currency\": \"USD\","
                                                        + " \"overdraft_limit\": null}")
                                                .formatted(id),
                                        "Prefer",
                                        "wait=20")
                                .status())
                .isEqualTo(201);
    }
}
