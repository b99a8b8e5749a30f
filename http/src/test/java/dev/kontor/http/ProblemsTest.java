package dev.kontor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.http.problem.ErrorCode;
import dev.kontor.http.sample.SampleClient;
import dev.kontor.http.sample.SampleTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Whatever goes wrong leaves as a problem.
@SampleTest
class ProblemsTest {
    private final SampleClient client;

    ProblemsTest(@LocalServerPort int port) {
        client = new SampleClient(port);
    }

    @Test
    void answersUnknownRoutesAndMethodsWithProblems() throws Exception {
        client.problem(client.get("/v1/nothing"), 404, "not_found");
        client.problem(client.get("/v1/rows/"), 404, "not_found");
        client.problem(client.get("/nothing/v1"), 404, "not_found");
        client.problem(client.get("/error"), 404, "not_found");
        client.problem(
                client.send(client.request("/v1/nothing").POST(BodyPublishers.ofString("{}"))),
                404,
                "not_found");
        HttpResponse<String> answer = client.send(client.request("/v1/rows").DELETE());
        client.problem(answer, 405, "method_not_allowed");
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("GET");
        client.problem(
                client.send(client.request("/v1/rows").method("TRACE", BodyPublishers.noBody())),
                405,
                "method_not_allowed");
        client.problem(
                client.send(client.request("/v1/rows").method("BREW", BodyPublishers.noBody())),
                405,
                "method_not_allowed");
    }

    @Test
    void answersHeadAndOptions() throws Exception {
        assertThat(client.send(client.request("/v1/rows").HEAD()).statusCode()).isEqualTo(200);
        HttpResponse<String> options =
                client.send(client.request("/v1/rows").method("OPTIONS", BodyPublishers.noBody()));
        assertThat(options.headers().firstValue("Allow").orElseThrow()).contains("GET", "HEAD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/json;q=0",
                "application/json;q=0, text/html",
                "*/*, application/json;q=0.0",
                "application/*;q=0, */*"
            })
    void answersOnlyJson(String accept) throws Exception {
        client.problem(accepting(accept), 406, "not_acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*;q=0.1", "text/html, application/json"})
    void answersWhoAcceptsJson(String accept) throws Exception {
        assertThat(accepting(accept).statusCode()).isEqualTo(200);
    }

    @Test
    void mapsWhatSpringFinds() throws Exception {
        assertThat(
                        SampleClient.fieldsOf(
                                client.problem(client.get("/v1/rows/x"), 400, "invalid_request")))
                .containsExactly("number invalid_format");
        client.problem(
                client.send(client.request("/v1/databind").POST(BodyPublishers.ofString("{"))),
                400,
                "invalid_request");
        client.problem(
                client.send(
                        HttpRequest.newBuilder(client.uri("/v1/databind"))
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{}"))),
                415,
                "unsupported_media_type");
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void carriesEveryCode(ErrorCode code) throws Exception {
        JsonNode problem =
                client.problem(client.get("/v1/failures/" + code), code.status(), code.code());
        assertThat(problem.get("title").stringValue()).isEqualTo(code.title());
        assertThat(problem.get("type").stringValue()).isEqualTo("urn:kontor:error:" + code.code());
        assertThat(problem.has("errors")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "bug, 500, internal_error",
        "far-side-gone, 500, internal_error",
        "far-side-reset, 500, internal_error",
        "overflow, 500, internal_error",
        "send-error, 503, service_unavailable"
    })
    void tellsNothingOfItsInsides(String kind, int status, String code) throws Exception {
        HttpResponse<String> answer = client.get("/v1/failures/" + kind);
        client.problem(answer, status, code);
        assertThat(answer.body()).doesNotContain("secret", "Exception", "dev.kontor", "trace");
    }

    @Test
    void tellsWhatIsThereWhenToComeBackAndWhatIsUnknown() throws Exception {
        JsonNode taken = client.problem(client.get("/v1/failures/taken"), 409, "id_already_used");
        assertThat(taken.get("existing").get("href").stringValue())
                .isEqualTo("http://localhost/v1/rows/1");
        HttpResponse<String> log = client.get("/v1/failures/log");
        assertThat(log.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(client.problem(log, 503, "log_unavailable").get("retry_after").longValue())
                .isEqualTo(2);
        JsonNode unknown =
                client.problem(client.get("/v1/failures/unknown-outcome"), 503, "log_unavailable");
        assertThat(unknown.get("outcome_unknown").booleanValue()).isTrue();
    }

    @Test
    void tellsWhatAServiceKnowsOfAnExceptionOfItsOwn() throws Exception {
        HttpResponse<String> answer = client.get("/v1/failures/own");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(client.problem(answer, 503, "service_unavailable").get("detail").stringValue())
                .isEqualTo("Come again.");
    }

    @Test
    void keepsAHarmlessRequestIdAndReplacesOthers() throws Exception {
        HttpResponse<String> kept =
                client.send(client.request("/v1/nothing").header("X-Request-Id", "r-1").GET());
        assertThat(client.problem(kept, 404, "not_found").get("request_id").stringValue())
                .isEqualTo("r-1");
        String harmful = "x".repeat(65);
        HttpResponse<String> replaced =
                client.send(client.request("/v1/nothing").header("X-Request-Id", harmful).GET());
        assertThat(client.problem(replaced, 404, "not_found").get("request_id").stringValue())
                .hasSize(36);
    }

    private HttpResponse<String> accepting(String types) throws Exception {
        return client.send(HttpRequest.newBuilder(client.uri("/v1/rows")).header("Accept", types));
    }
}
