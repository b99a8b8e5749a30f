package dev.kontor.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kontor.events.topic.Topic;
import dev.kontor.local.Ports;
import dev.kontor.local.TestServers;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// What clients are told, and how soon, when the log does not answer.
@Timeout(180)
class SilentLogIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Within which every request is answered, whatever becomes of the log.
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Test
    void tellsThatAnOutcomeIsUnknownAndRefusesTheNextUntilTheLogIsBack() throws Exception {
        String frozen = UUID.randomUUID().toString();
        try (TestLog log = new TestLog(TestServers.bootstrapServers());
                ConfigurableApplicationContext service = start(TestServers.bootstrapServers())) {
            Http http = new Http(port(service));
            await().atMost(PATIENCE)
                    .until(() -> post(http, UUID.randomUUID().toString()).status() == 202);

            TestServers.kafka().freeze();
            try {
                Timed unknown = timed(http, frozen);
                assertThat(unknown.answer().status()).isEqualTo(503);
                assertThat(unknown.answer().code()).isEqualTo("log_unavailable");
                assertThat(unknown.answer().header("Retry-After")).isEqualTo("1");
                assertThat(unknown.answer().json().path("outcome_unknown").asBoolean()).isTrue();
                assertThat(unknown.time()).isLessThan(LONGEST);

                Timed refused = timed(http, UUID.randomUUID().toString());
                assertRefused(refused.answer());
                assertThat(refused.time()).isLessThan(Duration.ofSeconds(2));
                assertThat(state(http)).isEqualTo("silent");
            } finally {
                TestServers.kafka().thaw();
            }

            await().atMost(PATIENCE).until(() -> post(http, frozen).status() == 202);
            ConsumerRecord<byte[], byte[]> record =
                    log.find(Topic.TRANSFERS, "default/" + frozen, PATIENCE);
            assertThat(record.value()).isNotEmpty();
            assertThat(state(http)).isEqualTo("open");
        }
    }

    @Test
    void refusesEverythingWhileThereIsNoKafka() throws Exception {
        try (ConfigurableApplicationContext service = start("127.0.0.1:" + Ports.free())) {
            Http http = new Http(port(service));
            Timed refused = timed(http, UUID.randomUUID().toString());

            assertRefused(refused.answer());
            assertThat(refused.time()).isLessThan(LONGEST);
            assertThat(state(http)).isEqualTo("not_ready");
        }
    }

    private record Timed(Http.Answer answer, Duration time) {}

    private static void assertRefused(Http.Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("log_unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.json().has("outcome_unknown")).isFalse();
    }

    private static ConfigurableApplicationContext start(String bootstrapServers) {
        return new SpringApplication(RequestServiceApplication.class)
                .run("--server.port=0", "--spring.kafka.bootstrap-servers=" + bootstrapServers);
    }

    private static int port(ConfigurableApplicationContext service) {
        return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static String state(Http http) throws Exception {
        return http.send("GET", "/v1/status", "", "").json().path("details").path("log").asString();
    }

    private static Timed timed(Http http, String id) {
        long begun = System.nanoTime();
        Http.Answer answer = post(http, id);
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - begun));
    }

    private static Http.Answer post(Http http, String id) {
        try {
            return http.post(
                    "/v1/transfers",
                    """
                    {"id": "%s", "debit_account": "alice", "credit_account": "bob", "amount": 1, \
                    "currency": "EUR"}\
                    """
                            .formatted(id),
                    "Prefer",
                    "respond-async");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
