package dev.kontor.request.web;

import static dev.kontor.request.web.BulkConnection.id;
import static dev.kontor.request.web.BulkConnection.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kontor.request.Http;
import dev.kontor.request.stream.WaitingRoom;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Bulks that do not come to their end. The patience with idle clients is two seconds here.
@SpringBootTest(
        classes = WebTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "kontor.bulk-window=100",
            "kontor.max-bulks=2",
            "server.tomcat.connection-timeout=2s"
        })
@Timeout(120)
class BulkCutOffTest {
    private final FakeLog log;
    private final WaitingRoom room;
    private final int port;

    BulkCutOffTest(@Autowired FakeLog log, @Autowired WaitingRoom room, @LocalServerPort int port) {
        this.log = log;
        this.room = room;
        this.port = port;
    }

    @BeforeEach
    void reset() {
        log.reset();
    }

    @Test
    void cutsOffAClientThatNeitherSendsNorReads() throws Exception {
        try (BulkConnection bulk = BulkConnection.open(port)) {
            bulk.send(line(id(), 1) + "\n");

            assertThat(bulk.read().path("line").asInt()).isEqualTo(1);
            assertThatThrownBy(bulk::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void cutsOffAClientThatSendsEverythingAndReadsNothing() throws Exception {
        try (BulkConnection bulk = BulkConnection.open(port)) {
            assertThatThrownBy(() -> bulk.sendingAll(2_000_000).get(100, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(IOException.class);
        }
        assertThat(log.appends()).isLessThan(2_000_000);
    }

    @Test
    void answersWhatItHasReadFromAClientThatItCutsOff() throws Exception {
        log.hold();
        try (BulkConnection bulk = BulkConnection.open(port)) {
            bulk.send(line(id(), 1) + "\n" + line(id(), 2) + "\n");
            CompletableFuture<JsonNode> answer = bulk.reading();
            CompletableFuture<Void> later =
                    CompletableFuture.runAsync(
                            log::release, CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS));

            assertThat(answer.get(20, TimeUnit.SECONDS).path("line").asInt()).isEqualTo(1);
            later.get(20, TimeUnit.SECONDS);
            assertThat(bulk.read().path("line").asInt()).isEqualTo(2);
            assertThatThrownBy(bulk::read).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"id\": ", "\n"})
    void givesNoSummaryOfAStreamThatBreaksOff(String last) throws Exception {
        try (BulkConnection bulk = BulkConnection.open(port)) {
            bulk.send(line(id(), 1) + "\n" + line(id(), 2) + "\n" + last);
            assertThat(bulk.read().path("line").asInt()).isEqualTo(1);
            bulk.breakOff();

            assertThat(bulk.readAllThatComes())
                    .extracting(answer -> answer.path("line").asInt())
                    .containsExactly(2);
        }
    }

    @Test
    void givesItsPlaceFreeWhenAClientIsGone() throws Exception {
        for (int i = 0; i < 5; i++) {
            BulkConnection bulk = BulkConnection.open(port, "Prefer: wait=1");
            bulk.send(line(id(), 1) + "\n" + line(id(), 1));
            assertThat(bulk.read().path("line").asInt()).isEqualTo(1);
            bulk.close();
        }
        await().atMost(Duration.ofSeconds(20)).until(this::takesABulk);
        await().atMost(Duration.ofSeconds(20)).until(() -> room.transfers().size() == 0);
    }

    @Test
    void refusesMoreBulksThanItHasRoomForAndOtherContentTypes() throws Exception {
        await().atMost(Duration.ofSeconds(20)).until(this::takesABulk);
        Http http = new Http(port);
        try (BulkConnection first = BulkConnection.open(port);
                BulkConnection second = BulkConnection.open(port)) {
            first.send(line(id(), 1) + "\n");
            second.send(line(id(), 1) + "\n");
            first.read();
            second.read();

            Http.Answer third = http.send("POST", "/v1/transfers/bulk", "application/x-ndjson", "");
            assertThat(third.status()).isEqualTo(503);
            assertThat(third.header("Retry-After")).isEqualTo("5");
        }
        assertThat(http.post("/v1/transfers/bulk", "").status()).isEqualTo(415);
        assertThat(
                        http.send(
                                        "POST",
                                        "/v1/transfers/bulk",
                                        "application/x-ndjson",
                                        "",
                                        "Idempotency-Key",
                                        id())
                                .errors())
                .containsExactly("Idempotency-Key not_allowed");
    }

    private boolean takesABulk() {
        try {
            return new Http(port)
                            .send("POST", "/v1/transfers/bulk", "application/x-ndjson", "")
                            .status()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
