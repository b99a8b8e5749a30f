package dev.kontor.request.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kontor.request.Http;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What clients are told when there are more of them than fit.
@SpringBootTest(
        classes = WebTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "kontor.max-requests=4")
class OverloadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FakeLog log;
    private final Edge edge;
    private final Http http;

    OverloadTest(@Autowired FakeLog log, @Autowired Edge edge, @LocalServerPort int port) {
        this.log = log;
        this.edge = edge;
        this.http = new Http(port);
    }

    @BeforeEach
    void reset() {
        log.reset();
    }

    @Test
    void refusesTheRestAtOnceAndTakesTheNextWhenThereIsRoom() throws Exception {
        log.hold();
        List<CompletableFuture<Http.Answer>> taken = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            taken.add(CompletableFuture.supplyAsync(this::post, Thread::startVirtualThread));
        }
        await().atMost(PATIENCE).until(() -> log.held() == 4);

        Http.Answer refused = post();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("service_unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(log.held()).isEqualTo(4);

        log.release();
        for (CompletableFuture<Http.Answer> each : taken) {
            assertThat(each.get().status()).isIn(201, 202);
        }
        assertThat(post().status()).isEqualTo(201);
    }

    @Test
    void keepsNobodyWaitingForAnOutcomeInACrowd() throws Exception {
        log.decideNothing();
        for (int i = 0; i < 3; i++) {
            edge.enter();
        }
        try {
            assertThat(post("wait=30").status()).isEqualTo(202);
        } finally {
            for (int i = 0; i < 3; i++) {
                edge.leave();
            }
        }
    }

    @Test
    void givesItsPlaceBackHoweverARequestEnds() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(http.post("/v1/transfers", "{}").status()).isEqualTo(400);
            assertThat(http.post("/v1/nothing", "{}").status()).isEqualTo(404);
            assertThat(http.post("/v1/transfers/bulk", "{}").status()).isEqualTo(415);
        }
        assertThat(post().status()).isEqualTo(201);
    }

    private Http.Answer post() {
        return post("wait=2");
    }

    private Http.Answer post(String prefer) {
        try {
            return http.post(
                    "/v1/transfers",
                    """
                    {"id": "%s", "debit_account": "alice", "credit_account": "bob", "amount": 1, \
                    "currency": "EUR"}\
                    """
                            .formatted(UUID.randomUUID()),
                    "Prefer",
                    prefer);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
