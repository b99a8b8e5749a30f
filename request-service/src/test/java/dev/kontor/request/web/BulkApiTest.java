package dev.kontor.request.web;

import static dev.kontor.request.web.BulkConnection.id;
import static dev.kontor.request.web.BulkConnection.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kontor.events.model.TransferStatus;
import dev.kontor.request.Http;
import dev.kontor.request.stream.AppendFate;
import dev.kontor.request.stream.WaitingRoom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
        classes = WebTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "kontor.bulk-window=100")
@Timeout(120)
class BulkApiTest {
    private final FakeLog log;
    private final WaitingRoom room;
    private final int port;

    BulkApiTest(@Autowired FakeLog log, @Autowired WaitingRoom room, @LocalServerPort int port) {
        this.log = log;
        this.room = room;
        this.port = port;
    }

    @BeforeEach
    void reset() {
        log.reset();
    }

    @Test
    void answersEachLineInOrderAndSumsUp() throws Exception {
        String first = id();
        try (BulkConnection bulk = BulkConnection.open(port)) {
            bulk.send(line(first, 1) + "\n" + line(id(), 0) + "\n\nnonsense\r\n" + line(id(), 2));
            bulk.end();

            List<JsonNode> answers = bulk.readAll();
            assertThat(answers).hasSize(5);
            assertThat(answers.get(0).path("line").asInt()).isEqualTo(1);
            assertThat(answers.get(0).path("id").asString()).isEqualTo(first);
            assertThat(answers.get(0).path("status").asString()).isEqualTo("received");
            assertThat(answers.get(0).path("content_digest").asString()).startsWith("v1:");
            assertThat(answers.get(1).path("status").asString()).isEqualTo("invalid");
            assertThat(answers.get(1).path("id").isNull()).isFalse();
            assertThat(answers.get(1).path("error").path("errors").get(0).path("field").asString())
                    .isEqualTo("amount");
            assertThat(answers.get(2).path("line").asInt()).isEqualTo(4);
            assertThat(answers.get(2).has("id")).isTrue();
            assertThat(answers.get(2).path("id").isNull()).isTrue();
            assertThat(answers.get(3).path("line").asInt()).isEqualTo(5);
            assertThat(answers.get(4))
                    .isEqualTo(
                            Http.parse(
                                    """
                                    {"summary": {"lines": 4, "received": 2, "invalid": 2,
                                     "unknown": 0}}\
                                    """));
        }
    }

    @Test
    void answersLinesOfJsonToWhoAcceptsJsonOnly() throws Exception {
        try (BulkConnection bulk = BulkConnection.open(port, "Accept: application/json")) {
            bulk.send(line(id(), 1));
            bulk.end();

            assertThat(bulk.readAll()).hasSize(2);
        }
    }

    @Test
    void answersALineBeforeTheNextIsSentAndOnlyWhenItIsDurable() throws Exception {
        log.hold();
        try (BulkConnection bulk = BulkConnection.open(port)) {
            bulk.send(line(id(), 1) + "\n");
            await().atMost(Duration.ofSeconds(20)).until(() -> log.held() == 1);
            CompletableFuture<JsonNode> answer = bulk.reading();

            assertThat(answer).isNotDone();
            log.release();
            assertThat(answer.get(20, TimeUnit.SECONDS).path("line").asInt()).isEqualTo(1);
            bulk.send(line(id(), 1) + "\n");
            assertThat(bulk.read().path("line").asInt()).isEqualTo(2);
            bulk.end();
            assertThat(bulk.read().has("summary")).isTrue();
        }
    }

    @Test
    void readsNoFurtherThanItsWindowWhileNothingIsAcknowledged() throws Exception {
        log.hold();
        try (BulkConnection bulk = BulkConnection.open(port)) {
            CompletableFuture<Void> sending = bulk.sendingAll(10_000);
            await().atMost(Duration.ofSeconds(20)).until(() -> log.held() >= 100);

            assertThat(log.held()).isBetween(100, 101);
            log.release();
            assertThat(bulk.readAll()).hasSize(10_001);
            sending.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void readsAndWritesTwoHundredThousandLinesAtOnce() throws Exception {
        int count = 200_000;
        AtomicLong answered = new AtomicLong();
        AtomicLong answeredWhenHalfWasSent = new AtomicLong();
        try (BulkConnection bulk = BulkConnection.open(port)) {
            CompletableFuture<Void> sending =
                    CompletableFuture.runAsync(() -> {
                        bulk.sendLines(count / 2);
                        answeredWhenHalfWasSent.set(answered.get());
                        bulk.sendLines(count / 2);
                        bulk.endQuietly();
                    });
            JsonNode answer = bulk.read();
            while (!answer.has("summary")) {
                assertThat(answer.path("line").asLong()).isEqualTo(answered.incrementAndGet());
                answer = bulk.read();
            }
            sending.get(20, TimeUnit.SECONDS);

            assertThat(answer.path("summary").path("received").asInt()).isEqualTo(count);
            assertThat(answeredWhenHalfWasSent.get()).isPositive();
        }
    }

    @Test
    void leavesOutWhatWentWellWhenToldSo() throws Exception {
        try (BulkConnection bulk = BulkConnection.open(port, "Prefer: return=minimal")) {
            CompletableFuture<Void> sending = bulk.sendingAll(50_000);
            sending.get(60, TimeUnit.SECONDS);

            assertThat(bulk.readAll())
                    .singleElement()
                    .satisfies(summary ->
                            assertThat(summary.path("summary").path("received").asInt())
                                    .isEqualTo(50_000));
        }
    }

    @Test
    void tellsTheOutcomeOfEachLineWhenItShallWait() throws Exception {
        String posted = id();
        log.decideBy(asked ->
                FakeLog.decided(
                        asked,
                        asked.request().legs().getFirst().amount().minor() == 13
                                ? TransferStatus.REJECTED
                                : TransferStatus.POSTED));
        try (BulkConnection bulk = BulkConnection.open(port, "Prefer: wait=10")) {
            bulk.send(
                    String.join(
                            "\n",
                            line(posted, 1),
                            line(posted, 1),
                            line(posted, 2),
                            line(id(), 13)));
            bulk.end();

            List<JsonNode> answers = bulk.readAll();
            assertThat(answers.subList(0, 4))
                    .extracting(answer -> answer.path("status").asString())
                    .containsExactly("posted", "posted", "conflict", "rejected");
            assertThat(answers.get(1).path("replayed").asBoolean()).isTrue();
            assertThat(answers.get(2).path("error").path("code").asString())
                    .isEqualTo("id_already_used");
            assertThat(answers.get(4))
                    .isEqualTo(
                            Http.parse(
                                    """
                                    {"summary": {"lines": 4, "received": 0, "invalid": 0,
                                     "unknown": 0, "posted": 2, "rejected": 1, "conflict": 1,
                                     "replayed": 1}}\
                                    """));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> room.transfers().size() == 0);
    }

    @Test
    void tellsThatALineHasNoOutcomeYet() throws Exception {
        log.decideNothing();
        try (BulkConnection bulk = BulkConnection.open(port, "Prefer: wait=1, return=minimal")) {
            bulk.send(line(id(), 1));
            bulk.end();

            assertThat(bulk.read().path("status").asString()).isEqualTo("received");
        }
    }

    @Test
    void sendsLinesWhileTheLogIsSilentSinceTheyCanWait() throws Exception {
        log.fallSilent();
        try (BulkConnection bulk = BulkConnection.open(port)) {
            bulk.send(line(id(), 1));
            bulk.end();

            assertThat(bulk.read().path("status").asString()).isEqualTo("received");
        }
    }

    @Test
    void callsUnknownWhatHasToBeSentAgain() throws Exception {
        for (AppendFate failure : List.of(AppendFate.UNKNOWN, AppendFate.REFUSED)) {
            log.failWith(failure);
            try (BulkConnection bulk = BulkConnection.open(port, "Prefer: return=minimal")) {
                bulk.send(line(id(), 1));
                bulk.end();

                JsonNode answer = bulk.read();
                assertThat(answer.path("status").asString()).isEqualTo("unknown");
                assertThat(answer.path("error").path("code").asString())
                        .isEqualTo("log_unavailable");
                assertThat(bulk.read().path("summary").path("unknown").asInt()).isEqualTo(1);
            }
        }
    }

    @Test
    void passesOverALineThatIsTooLong() throws Exception {
        try (BulkConnection bulk = BulkConnection.open(port)) {
            bulk.send(" ".repeat(257 * 1024) + line(id(), 1) + "\n" + line(id(), 1));
            bulk.end();

            assertThat(bulk.read().path("error").path("code").asString())
                    .isEqualTo("payload_too_large");
            assertThat(bulk.read().path("status").asString()).isEqualTo("received");
        }
    }
}
