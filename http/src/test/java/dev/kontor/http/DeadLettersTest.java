package dev.kontor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.http.sample.SampleClient;
import dev.kontor.http.sample.SampleTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// How operators are answered about dead letters.
@SampleTest
class DeadLettersTest {
    private static final String RETRIED =
            """
            {"id":"transfers-3-12","topic":"transfers","partition":3,"offset":12,\
            "key":"default/1","reason":"no kind","status":"retried",\
            "dead_at":"2026-01-31T12:00:00.000000Z","actions":[\
            {"id":"0199f0f0-0000-7000-8000-00000000000a","kind":"retry","status":"done",\
            "operator":"anna","client":"127.0.0.1","at":"2026-01-31T12:00:00.000000Z",\
            "reason":null,"retried_as":"transfers-4-99"}]\
            """;

    private final SampleClient client;

    DeadLettersTest(@LocalServerPort int port) {
        client = new SampleClient(port);
    }

    @Test
    void areListedInPages() throws Exception {
        JsonNode first = client.read(client.get("/v1/dead-letters?limit=2&order=asc").body());
        String cursor = first.get("next_cursor").stringValue();
        JsonNode second =
                client.read(
                        client.get("/v1/dead-letters?limit=2&order=asc&cursor=" + cursor).body());

        assertThat(first.get("data")).hasSize(2);
        assertThat(second.get("data").get(0).toString()).isEqualTo(RETRIED + "}");
        assertThat(second.get("next_cursor").isNull()).isTrue();
        assertThat(client.get("/v1/dead-letters?status=discarded").body())
                .isEqualTo("{\"data\":[],\"next_cursor\":null}");
    }

    @Test
    void areShownWithTheirRecord() throws Exception {
        assertThat(client.get("/v1/dead-letters/transfers-3-12").body())
                .isEqualTo(
                        RETRIED
                                + """
                                ,"record":{"key":"Z2liYmVyaXNo","value":"Z2liYmVyaXNo",\
                                "headers":[{"name":"writer","value":"Z2liYmVyaXNo"}],\
                                "cut":false,"refusal":"no kind"}}\
                                """);
    }

    @Test
    void showTheRetryOfWhichNobodyKnows() throws Exception {
        JsonNode action = action(post("/v1/dead-letters/transfers-3-10/retry", "{}"));

        assertThat(action.get("kind").stringValue()).isEqualTo("retry");
        assertThat(action.get("status").stringValue()).isEqualTo("unknown");
        assertThat(action.get("operator").isNull()).isTrue();
    }

    @Test
    void areDiscardedWithAReason() throws Exception {
        JsonNode action =
                action(
                        post(
                                "/v1/dead-letters/transfers-3-10/discard",
                                "{\"reason\": \"a test\", \"operator\": \"bob\"}"));

        assertThat(action.get("kind").stringValue()).isEqualTo("discard");
        assertThat(action.get("reason").stringValue()).isEqualTo("a test");
        assertThat(action.get("operator").stringValue()).isEqualTo("bob");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transfers-3-10/discard | {} | reason required",
                "transfers-3-10/discard | {\"reason\": \" \"} | reason invalid_format",
                "transfers-3-10/retry | {\"force\": true} | force unknown",
                "transfers-3/retry | {} | {id} invalid_format"
            })
    void areLeftAloneWhereARequestIsMalformed(String path, String body, String field)
            throws Exception {
        JsonNode problem =
                client.problem(post("/v1/dead-letters/" + path, body), 400, "invalid_request");
        assertThat(SampleClient.fieldsOf(problem)).containsExactly(field);
    }

    @Test
    void areNotFoundWhereThereAreNone() throws Exception {
        client.problem(client.get("/v1/dead-letters/transfers-3-1"), 404, "not_found");
        client.problem(post("/v1/dead-letters/transfers-3-1/retry", "{}"), 404, "not_found");
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(client.request(path).POST(BodyPublishers.ofString(body)));
    }

    private JsonNode action(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return client.read(answer.body()).get("actions").get(0);
    }
}
