package dev.kontor.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kontor.events.codec.AccountFactsRecords;
import dev.kontor.events.codec.InstructionRecords;
import dev.kontor.events.codec.Rules;
import dev.kontor.events.codec.TransferEvents;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Partitions;
import dev.kontor.events.topic.Topic;
import dev.kontor.local.TestServers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The service against a real Kafka; the test plays the cores.
@Timeout(180)
class RequestServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AccountFacts EUR_WITHOUT_LIMIT =
            new AccountFacts(Currency.of("EUR"), true, false);

    @Test
    void bringsRequestsToTheLogAndAnswersBackAlsoAfterKafkaWasGone() throws Exception {
        try (TestLog log = new TestLog(TestServers.bootstrapServers())) {
            try (ConfigurableApplicationContext service = start()) {
                Http http = new Http(port(service));
                await().atMost(PATIENCE).until(() -> isReady(http));
                tellOfAnAccount(log);
                await().atMost(PATIENCE).until(() -> hints(http) == 1);

                bringsATransferWithHintsAndTrace(log, http);
                bringsAnOpening(log, http);
                answersWithWhatTheCoreAnswers(log, http);
                tellsWhereItStands(http);

                TestServers.kafka().kill();
                answersWithinTenSecondsWithoutKafka(http);
                TestServers.kafka().restart();
                await().atMost(PATIENCE).until(() -> isTaken(http));
                answersWithWhatTheCoreAnswers(log, http);
            }
        }
    }

    private static void tellOfAnAccount(TestLog log) {
        AccountKey key = new AccountKey(Tenant.DEFAULT, new AccountId("known"));
        log.append(
                Topic.ACCOUNTS,
                key,
                AccountFactsRecords.encode(
                        Rules.CURRENT,
                        new AccountFactsRecords.KnownAccount(key, EUR_WITHOUT_LIMIT)));
    }

    private static ConfigurableApplicationContext start() {
        return new SpringApplication(RequestServiceApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + TestServers.bootstrapServers());
    }

    private static int port(ConfigurableApplicationContext service) {
        return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static void bringsATransferWithHintsAndTrace(TestLog log, Http http) throws Exception {
        String id = UUID.randomUUID().toString();
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        Http.Answer answer =
                http.post(
                        "/v1/transfers",
                        transfer(id, "known"),
                        "Prefer",
                        "respond-async",
                        "traceparent",
                        trace);

        assertThat(answer.status()).isEqualTo(202);
        ConsumerRecord<byte[], byte[]> record = transferRecord(log, id);
        assertThat(record.partition()).isEqualTo(Partitions.of(record.key(), 12));
        assertThat(TestLog.headers(record))
                .containsEntry(Headers.WRITER, "request-service")
                .containsEntry(Headers.TRACEPARENT, trace)
                .doesNotContainKey(Headers.REPLY);
        assertThat(requested(record).request().legs())
                .extracting(Leg::hint)
                .containsExactly(null, EUR_WITHOUT_LIMIT);
    }

    private static void bringsAnOpening(TestLog log, Http http) throws Exception {
        String account = "a-" + UUID.randomUUID();
        Http.Answer answer =
                http.post(
                        "/v1/accounts",
                        "{\"id\": \"%s\", \"currency\": \"EUR\"}".formatted(account),
                        "Prefer",
                        "respond-async");

        assertThat(answer.status()).isEqualTo(202);
        ConsumerRecord<byte[], byte[]> record =
                log.find(Topic.INSTRUCTIONS, "default/" + account, PATIENCE);
        assertThat(InstructionRecords.decode(record.key(), record.value()))
                .isInstanceOf(InstructionRecord.OpeningRequested.class);
    }

    private static void answersWithWhatTheCoreAnswers(TestLog log, Http http) throws Exception {
        String id = UUID.randomUUID().toString();
        CompletableFuture<Http.Answer> posting =
                CompletableFuture.supplyAsync(() -> post(http, id, "wait=30"));
        ConsumerRecord<byte[], byte[]> record = transferRecord(log, id);
        String replyTo = TestLog.headers(record).getOrDefault(Headers.REPLY, "");
        log.append(
                Topic.TRANSFER_EVENTS,
                requested(record).key(),
                TransferEvents.encode(
                        new TransferEvent.Answer(
                                Rules.CURRENT,
                                posted(requested(record)),
                                List.of(ReplyTo.parse(replyTo).as(Standing.FIRST)))),
                Headers.ANSWER);

        Http.Answer answer = posting.get(40, TimeUnit.SECONDS);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("status").asString()).isEqualTo("posted");
    }

    private static void tellsWhereItStands(Http http) throws Exception {
        Http.Answer status = http.send("GET", "/v1/status", "", "");

        assertThat(status.json().path("details").path("log").asString()).isEqualTo("open");
        assertThat(status.json().path("partitions").size()).isEqualTo(36);
    }

    private static void answersWithinTenSecondsWithoutKafka(Http http) {
        long begun = System.nanoTime();
        Http.Answer answer = post(http, UUID.randomUUID().toString(), "wait=30");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("log_unavailable");
    }

    private static boolean isReady(Http http) {
        try {
            return http.send("GET", "/actuator/health/readiness", "", "").status() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int hints(Http http) {
        try {
            return http.send("GET", "/v1/status", "", "")
                    .json()
                    .path("details")
                    .path("hints")
                    .path("accounts")
                    .asInt();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isTaken(Http http) {
        return post(http, UUID.randomUUID().toString(), "respond-async").status() == 202;
    }

    private static Http.Answer post(Http http, String id, String prefer) {
        try {
            return http.post("/v1/transfers", transfer(id, "bob"), "Prefer", prefer);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ConsumerRecord<byte[], byte[]> transferRecord(TestLog log, String id) {
        return log.find(Topic.TRANSFERS, "default/" + id, PATIENCE);
    }

    private static TransferRecord.Requested requested(ConsumerRecord<byte[], byte[]> record)
            throws Exception {
        return (TransferRecord.Requested) TransferRecords.decode(record.key(), record.value());
    }

    private static TransferSnapshot posted(TransferRecord.Requested requested) {
        return new TransferSnapshot(
                requested.key(),
                requested.request(),
                ContentDigest.of(requested.request()),
                TransferStatus.POSTED,
                List.of(),
                1,
                0,
                0,
                0,
                null,
                Conflicts.NONE,
                requested.request().receivedAt(),
                List.of());
    }

    private static String transfer(String id, String creditAccount) {
        return """
        {"id": "%s", "debit_account": "alice", "credit_account": "%s", "amount": 1, \
        "currency": "EUR"}\
        """
                .formatted(id, creditAccount);
    }
}
