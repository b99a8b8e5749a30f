package dev.kontor.request.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kontor.events.model.TransferStatus;
import dev.kontor.request.Http;
import dev.kontor.request.stream.AppendFate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SpringBootTest(
        classes = WebTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "kontor.read-url=https://read.example/base/")
class TransferApiTest {
    private static final String PATH = "/v1/transfers";

    private final String id = UUID.randomUUID().toString();
    private final FakeLog log;
    private final Http http;

    TransferApiTest(@Autowired FakeLog log, @LocalServerPort int port) {
        this.log = log;
        this.http = new Http(port);
    }

    @BeforeEach
    void reset() {
        log.reset();
    }

    @Test
    void answers201WithTheDecidedTransfer() throws Exception {
        Http.Answer answer = http.post(PATH, body(1));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location"))
                .isEqualTo("https://read.example/base/v1/transfers/" + id);
        assertThat(answer.header("Idempotent-Replayed")).isEmpty();
        JsonNode json = answer.json();
        assertThat(json.path("id").asString()).isEqualTo(id);
        assertThat(json.path("status").asString()).isEqualTo("posted");
        assertThat(json.path("legs").get(1).path("account").asString()).isEqualTo("bob");
        assertThat(json.path("content_digest").asString()).startsWith("v1:");
        assertThat(json.path("received_at").asString()).matches(".*T.*\\.[0-9]{6}Z");
    }

    @Test
    void answers200ToTheSameAgainInEitherCaseOfItsId() throws Exception {
        http.post(PATH, body(1));
        Http.Answer answer = http.post(PATH, body(1).replace(id, id.toUpperCase(Locale.ROOT)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(answer.json().path("id").asString()).isEqualTo(id);
    }

    @Test
    void answers409NamingEachFieldThatDiffers() throws Exception {
        http.post(PATH, body(1));
        Http.Answer answer =
                http.post(PATH, body(2).replace("\"bob\"", "\"carol\", \"description\": \"x\""));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.code()).isEqualTo("id_already_used");
        assertThat(answer.errors())
                .containsExactly("amount differs", "credit_account differs", "description differs");
        assertThat(answer.json().path("existing").path("href").asString())
                .isEqualTo("https://read.example/base/v1/transfers/" + id);
    }

    @Test
    void answers201ToWhatTheRulesOfMoneyRefuse() throws Exception {
        log.decideBy(asked -> FakeLog.decided(asked, TransferStatus.REJECTED));

        Http.Answer answer = http.post(PATH, body(1));
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("status").asString()).isEqualTo("rejected");
    }

    @Test
    void takesAnAuthorizationForDecided() throws Exception {
        log.decideBy(asked -> FakeLog.decided(asked, TransferStatus.AUTHORIZED));
        String manual = body(1).replace("}", ", \"capture\": \"manual\"}");

        Http.Answer answer = http.post(PATH, manual);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("status").asString()).isEqualTo("authorized");
        assertThat(http.post(PATH, manual).status()).isEqualTo(200);
    }

    @Test
    void takesLegsForTwoAccounts() throws Exception {
        String legs =
                """
                {"id": "%s", "legs": [
                 {"account": "alice", "direction": "debit", "amount": 1, "currency": "EUR"},
                 {"account": "bob", "direction": "credit", "amount": 1, "currency": "EUR"}]}\
                """
                        .formatted(id);

        assertThat(http.post(PATH, legs).status()).isEqualTo(201);
        assertThat(http.post(PATH, body(1)).status()).isEqualTo(200);
        assertThat(http.post(PATH, body(2)).errors()).containsExactly("amount differs");
    }

    @Test
    void answers202WhenNothingIsDecidedInTime() throws Exception {
        log.decideNothing();
        Http.Answer answer = http.post(PATH, body(1), "Prefer", "wait=1");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).endsWith("/v1/transfers/" + id);
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
        assertThat(answer.json().path("status").asString()).isEqualTo("received");
        assertThat(answer.json().path("content_digest").asString()).startsWith("v1:");
        assertThat(answer.json().path("decided_at").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"respond-async", "wait=0"})
    void waitsForNothingWhenToldSo(String prefer) throws Exception {
        assertThat(http.post(PATH, body(1), "Prefer", prefer).status()).isEqualTo(202);
        assertThat(log.contexts().getFirst().replyTo()).isEmpty();
    }

    @Test
    void refusesPreferencesThatItCannotHonour() throws Exception {
        assertThat(http.post(PATH, body(1), "Prefer", "wait=31").errors())
                .containsExactly("Prefer out_of_range");
        assertThat(log.appends()).isZero();
    }

    @Test
    void answers503WithRetryAfterWhenNothingWasSent() throws Exception {
        log.failWith(AppendFate.REFUSED);
        Http.Answer answer = http.post(PATH, body(1));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("log_unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.json().has("outcome_unknown")).isFalse();
    }

    @Test
    void answers503WithOutcomeUnknownWhenTheAppendsFateIsNotKnown() throws Exception {
        log.failWith(AppendFate.UNKNOWN);
        Http.Answer answer = http.post(PATH, body(1));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("log_unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.json().path("outcome_unknown").asBoolean()).isTrue();
    }

    @Test
    void refusesAtOnceWhileTheLogIsSilent() throws Exception {
        log.fallSilent();
        Http.Answer answer = http.post(PATH, body(1));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("log_unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.json().has("outcome_unknown")).isFalse();
        assertThat(log.appends()).isZero();
    }

    @Test
    void answersNothingBeforeTheAppendIsAcknowledged() throws Exception {
        log.hold();
        CompletableFuture<Integer> status =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return http.post(PATH, body(1)).status();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
        await().atMost(Duration.ofSeconds(20)).until(() -> log.held() == 1);

        assertThat(status).isNotDone();
        log.release();
        assertThat(status.get(20, TimeUnit.SECONDS)).isEqualTo(201);
    }

    @Test
    void takesTheIdempotencyKeyForTheIdBareOrQuoted() throws Exception {
        String withoutId = body(1).replace("\"id\": \"" + id + "\",", "");

        assertThat(http.post(PATH, withoutId, "Idempotency-Key", id).status()).isEqualTo(201);
        assertThat(http.post(PATH, body(1), "Idempotency-Key", "\"" + id + "\"").status())
                .isEqualTo(200);
    }

    @Test
    void refusesAnIdempotencyKeyThatIsNotTheIdOrNoUuid() throws Exception {
        String other = UUID.randomUUID().toString();

        assertThat(http.post(PATH, body(1), "Idempotency-Key", other).errors())
                .containsExactly("Idempotency-Key differs");
        assertThat(http.post(PATH, body(1), "Idempotency-Key", "order-1").errors())
                .containsExactly("Idempotency-Key invalid_format");
        assertThat(log.appends()).isZero();
    }

    @Test
    void handsATraceOnAndNothingElse() throws Exception {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        http.post(PATH, body(1), "traceparent", trace);
        http.post(PATH, body(1), "traceparent", "00-nonsense");

        assertThat(log.contexts())
                .extracting(context -> context.traceparent().orElse("none"))
                .containsExactly(trace, "none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    -                     | 415
                    text/plain            | 415
                    application/xml       | 415
                    application/x-ndjson  | 415
                    """)
    void refusesOtherContentTypes(String type, int status) throws Exception {
        Http.Answer answer = http.send("POST", PATH, type == null ? "" : type, body(1));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo("unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "{", "{} {}", "{\"a\": \u0001}", "nonsense", "null"})
    void refusesWhatIsNoJsonObject(String body) throws Exception {
        Http.Answer answer = http.post(PATH, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid_request");
        assertThat(log.appends()).isZero();
    }

    @Test
    void refusesHostileBodies() throws Exception {
        for (String hostile :
                List.of(
                        "[".repeat(30_000),
                        "{\"metadata\": " + "[".repeat(30_000),
                        "{\"a\":".repeat(30_000),
                        body(1).replace(": 1,", ": " + "9".repeat(100_000) + ","),
                        body(1).replace(": 1,", ": 1e400,"),
                        body(1).replace(": 1,", ": 1e10000000,"),
                        body(1).replace("bob", "bob\\u0000"),
                        body(1).replace("bob", "\\ud800"))) {
            Http.Answer answer = http.post(PATH, hostile);
            assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
        }
        assertThat(log.appends()).isZero();
    }

    @Test
    void refusesABodyOf257KiB() throws Exception {
        Http.Answer answer = http.post(PATH, " ".repeat(257 * 1024) + body(1));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("payload_too_large");
        assertThat(http.post(PATH, " ".repeat(255 * 1024) + body(1)).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/v1/transfers/x/void,400,invalid_request",
        "POST,/v1/accounts/-/close,400,invalid_request",
        "POST,/v1/transfers/ID/undo,404,not_found",
        "PUT,/v1/transfers,405,method_not_allowed",
        "GET,/v1/transfers,405,method_not_allowed",
        "POST,/v1/nothing,404,not_found"
    })
    void answersWhatIsNotThere(String method, String path, int status, String code)
            throws Exception {
        Http.Answer answer =
                http.send(
                        method,
                        path.replace("ID", id),
                        "application/json",
                        "{\"id\": \"" + id + "\"}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(log.appends()).isZero();
    }

    @Test
    void answersManyAtOnce() {
        List<CompletableFuture<Integer>> answers =
                IntStream.range(0, 50)
                        .mapToObj(_ ->
                                CompletableFuture.supplyAsync(() -> {
                                    try {
                                        return http.post(PATH, body(1)).status();
                                    } catch (Exception e) {
                                        throw new IllegalStateException(e);
                                    }
                                }))
                        .toList();

        List<Integer> statuses = answers.stream().map(CompletableFuture::join).sorted().toList();
        assertThat(statuses).hasSize(50).endsWith(200, 201).doesNotContain(202);
    }

    private String body(long amount) {
        return """
        {"id": "%s", "debit_account": "alice", "credit_account": "bob", "amount": %d, \
        "currency": "EUR"}\
        """
                .formatted(id, amount);
    }
}
