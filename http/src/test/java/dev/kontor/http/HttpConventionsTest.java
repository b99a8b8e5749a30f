package dev.kontor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.http.sample.SampleApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import dev.kontor.http.problem.ErrorCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What every service does, seen from outside.
@SpringBootTest(
        classes = SampleApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=sample", "kontor.instance=sample-1"})
class HttpConventionsTest {
    private static final String ID = "\"id\": \"0199F0F0-0000-7000-8000-000000000001\"";

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper mapper = JsonMapper.builder().build();

    @LocalServerPort private int port;

    @Test
    void readsWhatIsWellFormed() throws Exception {
        HttpResponse<String> answer =
                post(
                        """
                        {%s, "amount": 9007199254740991, "capture": "manual", "legs": [{"amount": 1}],
                         "metadata": {"key": "value"}, "happened_at": "2026-01-31T13:00:00.5+01:00"}
                        """
                                .formatted(ID));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"id\":\"0199f0f0-0000-7000-8000-000000000001true\","
                                + "\"amount\":9007199254740991,\"capture\":\"MANUAL\","
                                + "\"leg_amounts\":[1],\"metadata\":{\"key\":\"value\"},"
                                + "\"happened_at\":\"2026-01-31T12:00:00.500000Z\","
                                + "\"waited\":\"PT2S\"}");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    /// Columns: the fields beside the id, then field and code of the one error.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"amount\": 0                      | amount | out_of_range",
                "\"amount\": -1                     | amount | out_of_range",
                "\"amount\": 5.9                    | amount | wrong_type",
                "\"amount\": 5.0                    | amount | wrong_type",
                "\"amount\": \"7\"                  | amount | wrong_type",
                "\"amount\": true                   | amount | wrong_type",
                "\"amount\": [1]                    | amount | wrong_type",
                "\"amount\": null                   | amount | required",
                "\"description\": \"x\"             | amount | required",
                "\"amount\": 1e400                  | amount | wrong_type",
                "\"amount\": 1e10000000             | amount | wrong_type",
                "\"amount\": 9007199254740992       | amount | out_of_range",
                "\"amount\": 9223372036854775808    | amount | out_of_range",
                "\"amount\": 0x1F                   | amount | invalid_format",
                "\"amount\": NaN                    | amount | invalid_format",
                "\"amount\": 01                     | amount | invalid_format",
                "\"amount\": 1, \"amount\": 1       | amount | duplicate",
                "\"amount\": 1, \"amuont\": 1       | amuont | unknown",
                "\"amount\": 1, \"capture\": \"later\"       | capture | invalid_format",
                "\"amount\": 1, \"capture\": \"MANUAL\"      | capture | invalid_format",
                "\"amount\": 1, \"final\": \"true\"          | final | wrong_type",
                "\"amount\": 1, \"legs\": {}                 | legs | wrong_type",
                "\"amount\": 1, \"legs\": [1]                | legs[0] | wrong_type",
                "\"amount\": 1, \"legs\": [{\"amount\": 1}, {\"amount\": 0}] | legs[1].amount | out_of_range",
                "\"amount\": 1, \"legs\": [{\"amount\": 1, \"x\": 1}] | legs[0].x | unknown",
                "\"amount\": 1, \"legs\": [{}, {}, {}, {}]   | legs | too_many",
                "\"amount\": 1, \"metadata\": {\"a\": 1}     | metadata.a | wrong_type",
                "\"amount\": 1, \"metadata\": {\"a\": null}  | metadata.a | wrong_type",
                "\"amount\": 1, \"metadata\": {\"a\": \"\", \"a\": \"\"} | metadata.a | duplicate",
                "\"amount\": 1, \"metadata\": {\"abcde\": \"\"} | metadata.abcde | too_long",
                "\"amount\": 1, \"metadata\": {\"a\": \"123456\"} | metadata.a | too_long",
                "\"amount\": 1, \"metadata\": {\"a\": \"\\u0000\"} | metadata.a | invalid_character",
                "\"amount\": 1, \"metadata\": {\"\\ud800\": \"\"} | metadata.\ufffd | invalid_character",
                "\"amount\": 1, \"metadata\": {\"a\": [[[[[[[[[[ | metadata.a[0][0][0][0][0][0] | too_deep",
                "\"amount\": 1, \"description\": \"123456\"  | description | too_long",
                "\"amount\": 1, \"description\": \"\\ud800\" | description | invalid_character",
                "\"amount\": 1, \"account\": \"\"            | account | invalid_format",
                "\"amount\": 1, \"account\": \"\\u0430lice\" | account | invalid_format",
                "\"amount\": 1, \"happened_at\": \"2026-02-30T00:00:00Z\" | happened_at | invalid_format",
                "\"amount\": 1, \"happened_at\": 1           | happened_at | wrong_type",
            })
    void namesTheFieldToBlame(String fields, String field, String code) throws Exception {
        JsonNode problem = problem(post("{" + ID + ", " + fields + "}"), 400, "invalid_request");
        assertThat(fieldsOf(problem)).containsExactly(field + " " + code);
    }

    @Test
    void namesAllFieldsToBlameAtOnce() throws Exception {
        JsonNode problem =
                problem(post("{\"id\": \"x\", \"amount\": 0, \"y\": 1}"), 400, "invalid_request");
        assertThat(fieldsOf(problem))
                .containsExactly("id invalid_format", "amount out_of_range", "y unknown");
        assertThat(problem.get("detail").stringValue())
                .isEqualTo("id: must be a UUID of 36 characters (and 2 more)");
    }

    @Test
    void refusesANumberOfTenThousandDigitsByName() throws Exception {
        JsonNode problem =
                problem(post("{\"amount\": " + "9".repeat(10_000) + "}"), 400, "invalid_request");
        assertThat(fieldsOf(problem)).containsExactly("amount out_of_range");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "7",
                "\"text\"",
                "[]",
                "{",
                "{\"amount\" 1}",
                "{} {}",
                "{}x",
                "{'amount': 1}",
                "{/**/}",
                "{\"amount\": 1,}",
                "\ufeff{}",
                "{\"a\u0000b\": 1}",
            })
    void refusesWhatIsNoJsonObject(String body) throws Exception {
        problem(post(body), 400, "invalid_request");
    }

    @Test
    void refusesThirtyThousandBrackets() throws Exception {
        problem(post("[".repeat(30_000)), 400, "invalid_request");
        problem(post("{\"legs\":" + "[".repeat(30_000) + "}"), 400, "invalid_request");
        problem(post("{\"a\":".repeat(30_000)), 400, "invalid_request");
    }

    @Test
    void refusesWhatIsNotUtf8() throws Exception {
        byte[] latin1 = {'{', '"', (byte) 0xe9, '"', ':', '1', '}'};
        problem(
                send(request("/v1/orders").POST(BodyPublishers.ofByteArray(latin1))),
                400,
                "invalid_request");
    }

    @Test
    void refusesABodyOf257KibibytesWhetherItsLengthIsToldOrNot() throws Exception {
        byte[] body = "x".repeat(257 * 1024).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        problem(
                send(request("/v1/orders").POST(BodyPublishers.ofByteArray(body))),
                413,
                "payload_too_large");
        problem(
                send(
                        request("/v1/orders")
                                .POST(BodyPublishers.ofByteArrays(List.of(body)))),
                413,
                "payload_too_large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/json;charset=latin1",
                "application/xml",
                "nonsense",
            })
    void refusesOtherContentTypes(String type) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri("/v1/orders"))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString("{}"));
        problem(send(request), 415, "unsupported_media_type");
        problem(
                send(
                        HttpRequest.newBuilder(uri("/v1/orders"))
                                .POST(BodyPublishers.ofString("{}"))),
                415,
                "unsupported_media_type");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "limit=0, limit out_of_range",
                "limit=1001, limit out_of_range",
                "limit=, limit invalid_format",
                "limit=x, limit invalid_format",
                "limit=1&limit=1, limit duplicate",
                "limit=99999999999999999999, limit invalid_format",
                "min_version=9999999999999999999, min_version out_of_range",
                "order=newest, order invalid_format",
                "wait=31, wait out_of_range",
                "wait=-1, wait out_of_range",
                "at=yesterday, at invalid_format",
                "cursor=AAAA, cursor invalid_format",
                "cursor=AAAAAAAA, cursor invalid_format",
                "cursor=!, cursor invalid_format",
                "offset=5, offset unknown",
                "%2561=5, %61 unknown",
            })
    void namesTheParameterToBlame(String query, String error) throws Exception {
        JsonNode problem = problem(get("/v1/rows?" + query), 400, "invalid_request");
        assertThat(fieldsOf(problem)).containsExactly(error);
    }

    @Test
    void refusesParametersWhereThereAreNone() throws Exception {
        JsonNode problem = problem(get("/v1/status?verbose"), 400, "invalid_request");
        assertThat(fieldsOf(problem)).containsExactly("verbose unknown");
    }

    @Test
    void takesACursorBackOnlyForTheListItCameFrom() throws Exception {
        assertThat(get("/v1/rows?limit=1000&at=2026-01-31T12:00:00+01:00").statusCode())
                .isEqualTo(200);
        String cursor =
                mapper.readTree(get("/v1/rows?limit=7").body()).get("next_cursor").stringValue();
        assertThat(get("/v1/rows?limit=5&cursor=" + cursor).body()).contains("\"number\":12");
        problem(get("/v1/rows?order=asc&cursor=" + cursor), 400, "invalid_request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=0 | PT0S",
                "wait=30 | PT30S",
                "respond-async | PT0S",
                "Respond-Async, wait=\"5\" | PT5S",
                "handling=lenient, wait=3; foo=bar | PT3S",
                "wait=4, wait=99 | PT4S",
                "return=minimal | PT2S",
            })
    void waitsAsPreferred(String prefer, String waited) throws Exception {
        HttpResponse<String> answer = preferring(prefer);
        assertThat(mapper.readTree(answer.body()).get("waited").stringValue()).isEqualTo(waited);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=31", "wait=-1", "wait", "wait=1.5", "return=maximal"})
    void refusesAPreferenceThatItCannotHonour(String prefer) throws Exception {
        JsonNode problem = problem(preferring(prefer), 400, "invalid_request");
        assertThat(problem.get("errors").get(0).get("field").stringValue()).isEqualTo("Prefer");
    }

    @Test
    void answersUnknownRoutesAndMethodsWithProblems() throws Exception {
        problem(get("/v1/nothing"), 404, "not_found");
        problem(get("/v1/rows/"), 404, "not_found");
        problem(get("/nothing/v1"), 404, "not_found");
        problem(get("/error"), 404, "not_found");
        problem(
                send(request("/v1/nothing").POST(BodyPublishers.ofString("{}"))), 404, "not_found");
        HttpResponse<String> answer = send(request("/v1/rows").DELETE());
        problem(answer, 405, "method_not_allowed");
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("GET");
        problem(
                send(request("/v1/rows").method("TRACE", BodyPublishers.noBody())),
                405,
                "method_not_allowed");
        problem(
                send(request("/v1/rows").method("BREW", BodyPublishers.noBody())),
                405,
                "method_not_allowed");
    }

    @Test
    void answersHeadAndOptions() throws Exception {
        assertThat(send(request("/v1/rows").HEAD()).statusCode()).isEqualTo(200);
        HttpResponse<String> options =
                send(request("/v1/rows").method("OPTIONS", BodyPublishers.noBody()));
        assertThat(options.headers().firstValue("Allow").orElseThrow()).contains("GET", "HEAD");
    }

    @Test
    void answersOnlyJson() throws Exception {
        problem(
                send(HttpRequest.newBuilder(uri("/v1/rows")).header("Accept", "text/html")),
                406,
                "not_acceptable");
    }

    @Test
    void mapsWhatSpringFinds() throws Exception {
        assertThat(fieldsOf(problem(get("/v1/rows/x"), 400, "invalid_request")))
                .containsExactly("number invalid_format");
        problem(
                send(request("/v1/databind").POST(BodyPublishers.ofString("{"))),
                400,
                "invalid_request");
        problem(
                send(
                        HttpRequest.newBuilder(uri("/v1/databind"))
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{}"))),
                415,
                "unsupported_media_type");
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void carriesEveryCode(ErrorCode code) throws Exception {
        JsonNode problem = problem(get("/v1/failures/" + code), code.status(), code.code());
        assertThat(problem.get("title").stringValue()).isEqualTo(code.title());
        assertThat(problem.get("type").stringValue()).isEqualTo("urn:kontor:error:" + code.code());
        assertThat(problem.has("errors")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"bug, 500, internal_error", "overflow, 500, internal_error",
        "send-error, 503, service_unavailable"})
    void tellsNothingOfItsInsides(String kind, int status, String code) throws Exception {
        HttpResponse<String> answer = get("/v1/failures/" + kind);
        problem(answer, status, code);
        assertThat(answer.body()).doesNotContain("secret", "Exception", "dev.kontor", "trace");
    }

    @Test
    void tellsWhatIsThereWhenToComeBackAndWhatIsUnknown() throws Exception {
        JsonNode taken = problem(get("/v1/failures/taken"), 409, "id_already_used");
        assertThat(taken.get("existing").get("href").stringValue())
                .isEqualTo("http://localhost/v1/rows/1");
        HttpResponse<String> log = get("/v1/failures/log");
        assertThat(log.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(problem(log, 503, "log_unavailable").get("retry_after").longValue())
                .isEqualTo(2);
        JsonNode unknown = problem(get("/v1/failures/unknown-outcome"), 503, "log_unavailable");
        assertThat(unknown.get("outcome_unknown").booleanValue()).isTrue();
    }

    @Test
    void keepsAHarmlessRequestIdAndReplacesOthers() throws Exception {
        HttpResponse<String> kept = send(request("/v1/nothing").header("X-Request-Id", "r-1").GET());
        assertThat(problem(kept, 404, "not_found").get("request_id").stringValue())
                .isEqualTo("r-1");
        String harmful = "x".repeat(65);
        HttpResponse<String> replaced =
                send(request("/v1/nothing").header("X-Request-Id", harmful).GET());
        assertThat(problem(replaced, 404, "not_found").get("request_id").stringValue())
                .hasSize(36);
    }

    @Test
    void showsWhereItsPartitionsStand() throws Exception {
        assertThat(get("/v1/status").body())
                .isEqualTo(
                        "{\"service\":\"sample\",\"instance\":\"sample-1\",\"partitions\":["
                                + "{\"topic\":\"transfers\",\"partition\":0,\"position\":5,\"end\":5,"
                                + "\"lag\":0,\"owner\":\"me\",\"halted\":false,\"reason\":null},"
                                + "{\"topic\":\"transfers\",\"partition\":1,\"position\":10,"
                                + "\"end\":12,\"lag\":2,\"owner\":null,\"halted\":true,"
                                + "\"reason\":\"broken\"}]}");
    }

    @Test
    void showsHealthAndMetrics() throws Exception {
        assertThat(get("/actuator/health").body()).contains("\"status\":\"UP\"");
        assertThat(get("/actuator/health/readiness").body()).contains("\"status\":\"UP\"");
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/prometheus").body()).contains("service=\"sample\"");
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(request("/v1/orders").POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> preferring(String prefer) throws Exception {
        return send(
                request("/v1/orders")
                        .header("Prefer", prefer)
                        .POST(BodyPublishers.ofString("{" + ID + ", \"amount\": 1}")));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Content-Type", "application/json");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        JsonNode problem = mapper.readTree(answer.body());
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("code").stringValue()).as(answer.body()).isEqualTo(code);
        assertThat(problem.get("request_id").stringValue())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
        return problem;
    }

    private static List<String> fieldsOf(JsonNode problem) {
        return StreamSupport.stream(problem.get("errors").spliterator(), false)
                .map(e -> e.get("field").stringValue() + " " + e.get("code").stringValue())
                .toList();
    }
}
