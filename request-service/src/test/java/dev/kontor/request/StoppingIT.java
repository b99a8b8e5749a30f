package dev.kontor.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kontor.events.topic.Topic;
import dev.kontor.local.TestServers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// What clients are told by a service that is being stopped.
@Timeout(180)
class StoppingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CLIENTS = 8;

    private final ConfigurableApplicationContext service =
            new SpringApplication(RequestServiceApplication.class)
                    .run(
                            "--server.port=0",
                            "--spring.kafka.bootstrap-servers=" + TestServers.bootstrapServers());
    private final Http http =
            new Http(
                    service.getEnvironment()
                            .getRequiredProperty("local.server.port", Integer.class));

    /// By id; those that got none because the connection was gone are not there.
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();

    @Test
    void answersWhoeverWaitsAndWhatIsUnderWayAndNothingWithAFailureOfOurs() throws Exception {
        try (service;
                TestLog log = new TestLog(TestServers.bootstrapServers())) {
            await().atMost(PATIENCE)
                    .until(() -> post(UUID.randomUUID().toString(), "respond-async"));
            CompletableFuture<Duration> waiting =
                    CompletableFuture.supplyAsync(this::waitForNothing, Thread::startVirtualThread);
            List<CompletableFuture<Void>> load =
                    IntStream.range(0, CLIENTS)
                            .mapToObj(_ ->
                                    CompletableFuture.runAsync(
                                            this::postUntilNothingAnswers,
                                            Thread::startVirtualThread))
                            .toList();
            await().atMost(PATIENCE).until(() -> answers.size() > 200);

            long stopped = System.nanoTime();
            service.close();

            assertThat(Duration.ofNanos(System.nanoTime() - stopped))
                    .isLessThan(Duration.ofSeconds(15));
            assertThat(waiting.get()).isLessThan(Duration.ofSeconds(25));
            for (CompletableFuture<Void> each : load) {
                each.get();
            }
            assertThat(answers.values()).isSubsetOf(202, 503);
            String last = lastAccepted();
            assertThat(log.find(Topic.TRANSFERS, "default/" + last, PATIENCE).value()).isNotEmpty();
        }
    }

    private String lastAccepted() {
        return answers.entrySet().stream()
                .filter(each -> each.getValue() == 202)
                .map(Map.Entry::getKey)
                .max(String::compareTo)
                .orElseThrow();
    }

    /// Nobody decides here, so it waits until the service says that there is nothing to wait for.
    private Duration waitForNothing() {
        long begunAt = System.nanoTime();
        assertThat(post(UUID.randomUUID().toString(), "wait=30")).isTrue();
        return Duration.ofNanos(System.nanoTime() - begunAt);
    }

    private void postUntilNothingAnswers() {
        boolean answered = true;
        while (answered) {
            answered = post(UUID.randomUUID().toString(), "respond-async");
        }
    }

    /// @return whether it was answered by success
    private boolean post(String id, String prefer) {
        try {
            int status =
                    http.post(
                                    "/v1/transfers",
                                    """
                                    {"id": "%s", "debit_account": "alice", \
                                    "credit_account": "bob", "amount": 1, "currency": "EUR"}\
                                    """
                                            .formatted(id),
                                    "Prefer",
                                    prefer)
                            .status();
            if (status != 503 || answers.size() > 200) {
                answers.put(id, status);
            }
            return status == 202;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
