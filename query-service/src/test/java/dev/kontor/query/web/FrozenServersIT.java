package dev.kontor.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.local.TestServers;
import dev.kontor.query.RunsQueryService;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What clients and operators are told while a server that this service stands on says nothing.
@RunsQueryService
class FrozenServersIT {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Api api;

    FrozenServersIT(@LocalServerPort int port) {
        this.api = new Api(port);
    }

    @Test
    void answers503InTimeAndIsUnreadyWhilePostgresIsFrozen() {
        awaitReady(200);
        TestServers.postgres().freeze();
        try {
            for (String path :
                    new String[] {"/v1/accounts", "/v1/accounts/a?min_version=1&wait=1"}) {
                long begunAt = System.nanoTime();
                Api.Answer answer = api.get(path);
                assertThat(System.nanoTime() - begunAt).isLessThan(LONGEST.toNanos());
                assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
                assertThat(answer.text("/code")).isEqualTo("service_unavailable");
                assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
            }
            awaitReady(503);
            assertThat(api.get("/actuator/health/readiness").response().body())
                    .contains("PostgreSQL has not answered for");
        } finally {
            TestServers.postgres().thaw();
        }
        awaitReady(200);
        assertThat(api.get("/v1/accounts").status()).isEqualTo(200);
    }

    @Test
    void goesOnAnsweringWhileKafkaIsFrozenAndTellsIt() {
        awaitReady(200);
        TestServers.kafka().freeze();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> api.get("/actuator/health").status() == 503);
            assertThat(api.get("/actuator/health").text("/components/kafka/status"))
                    .isEqualTo("OUT_OF_SERVICE");
            assertThat(api.get("/v1/accounts").status()).isEqualTo(200);
            assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(200);
        } finally {
            TestServers.kafka().thaw();
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> api.get("/actuator/health").status() == 200);
    }

    private void awaitReady(int status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> api.get("/actuator/health/readiness").status() == status);
    }
}
