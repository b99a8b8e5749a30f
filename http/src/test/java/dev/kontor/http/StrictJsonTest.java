package dev.kontor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.http.sample.SampleClient;
import dev.kontor.http.sample.SampleTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Bodies as clients may get them wrong: each fault is a 400 that names its field, and none a 500.
@SampleTest
class StrictJsonTest {
    private final SampleClient client;

    StrictJsonTest(@LocalServerPort int port) {
        client = new SampleClient(port);
    }

    @Test
    void readsWhatIsWellFormed() throws Exception {
        HttpResponse<String> answer =
                client.post(
                        """
                        {%s, "amount": 9007199254740991, "capture": "manual",
                         "legs": [{"amount": 1}],
                         "metadata": {"key": "value"}, "happened_at": "2026-01-31T13:00:00.5+01:00"}
                        """
                                .formatted(SampleClient.ID));
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
            textBlock =
                    """
                    "amount": 0                         | amount   | out_of_range
                    "amount": -1                        | amount   | out_of_range
                    "amount": 5.9                       | amount   | wrong_type
                    "amount": 5.0                       | amount   | wrong_type
                    "amount": "7"                       | amount   | wrong_type
                    "amount": true                      | amount   | wrong_type
                    "amount": [1]                       | amount   | wrong_type
                    "amount": null                      | amount   | required
                    "description": "x"                  | amount   | required
                    "amount": 1e400                     | amount   | wrong_type
                    "amount": 1e10000000                | amount   | wrong_type
                    "amount": 9007199254740992          | amount   | out_of_range
                    "amount": 9223372036854775808       | amount   | out_of_range
                    "amount": 0x1F                      | amount   | invalid_format
                    "amount": NaN                       | amount   | invalid_format
                    "amount": 01                        | amount   | invalid_format
                    "amount": 1, "amount": 1            | amount   | duplicate
                    "amount": 1, "amuont": 1            | amuont   | unknown
                    "amount": 1, "capture": "later"     | capture  | invalid_format
                    "amount": 1, "capture": "MANUAL"    | capture  | invalid_format
                    "amount": 1, "final": "true"        | final    | wrong_type
                    "amount": 1, "legs": {}             | legs     | wrong_type
                    "amount": 1, "legs": []             | legs     | out_of_range
                    "amount": 1, "legs": [1]            | legs[0]  | wrong_type
                    "amount": 1, "legs": [{"amount": 1}, {}] | legs[1].amount | required
                    "amount": 1, "legs": [{"amount": 1, "x": 1}] | legs[0].x | unknown
                    "amount": 1, "legs": [{}, {}, {}, {}] | legs     | too_many
                    "amount": 1, "metadata": {"a": 1}   | metadata.a | wrong_type
                    "amount": 1, "metadata": {"a": null} | metadata.a | wrong_type
                    "amount": 1, "metadata": {"a": "", "a": ""} | metadata.a | duplicate
                    "amount": 1, "metadata": {"abcde": ""} | metadata.abcde | too_long
                    "amount": 1, "metadata": {"": "x"} | metadata. | invalid_format
                    "amount": 1, "metadata": {"a": "123456"} | metadata.a | too_long
                    "amount": 1, "metadata": {"a": "\\u0000"} | metadata.a | invalid_character
                    "amount": 1, "metadata": {"\\ud800": ""} | metadata.\ufffd | invalid_character
                    "amount": 1, "metadata": {"a": [[[[[[[ | metadata.a[0][0][0][0][0][0] | too_deep
                    "amount": 1, "description": "123456" | description | too_long
                    "amount": 1, "description": "\\ud800" | description | invalid_character
                    "amount": 1, "account": ""          | account  | invalid_format
                    "amount": 1, "account": "\\u0430lice" | account  | invalid_format
                    "amount": 1, "happened_at": "2026-02-30" | happened_at | invalid_format
                    "amount": 1, "happened_at": 1       | happened_at | wrong_type
                    """)
    void namesTheFieldToBlame(String fields, String field, String code) throws Exception {
        JsonNode problem =
                client.problem(
                        client.post("{" + SampleClient.ID + ", " + fields + "}"),
                        400,
                        "invalid_request");
        assertThat(SampleClient.fieldsOf(problem)).containsExactly(field + " " + code);
    }

    @Test
    void namesAllFieldsToBlameAtOnce() throws Exception {
        JsonNode problem =
                client.problem(
                        client.post("{\"id\": \"x\", \"amount\": 0, \"y\": 1}"),
                        400,
                        "invalid_request");
        assertThat(SampleClient.fieldsOf(problem))
                .containsExactly("id invalid_format", "amount out_of_range", "y unknown");
        assertThat(problem.get("detail").stringValue())
                .isEqualTo("id: must be a UUID of 36 characters (and 2 more)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\": 1",
                "{\"amount\": 1,",
                "{\"amount\": ",
                "{\"metadata\": {\"a\": \"x",
                "{\"legs\": [{\"amount\": 1}"
            })
    void blamesNoFieldForABodyThatEndsTooSoon(String body) throws Exception {
        JsonNode problem = client.problem(client.post(body), 400, "invalid_request");
        assertThat(problem.has("errors")).isFalse();
        assertThat(problem.get("detail").stringValue()).startsWith("The body ends before");
    }

    @Test
    void refusesANumberOfTenThousandDigitsByName() throws Exception {
        JsonNode problem =
                client.problem(
                        client.post("{\"amount\": " + "9".repeat(10_000) + "}"),
                        400,
                        "invalid_request");
        assertThat(SampleClient.fieldsOf(problem)).containsExactly("amount out_of_range");
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
        client.problem(client.post(body), 400, "invalid_request");
    }

    @Test
    void refusesThirtyThousandBrackets() throws Exception {
        client.problem(client.post("[".repeat(30_000)), 400, "invalid_request");
        client.problem(
                client.post("{\"legs\":" + "[".repeat(30_000) + "}"), 400, "invalid_request");
        client.problem(client.post("{\"a\":".repeat(30_000)), 400, "invalid_request");
    }

    @Test
    void refusesWhatIsNotUtf8() throws Exception {
        byte[] latin1 = {'{', '"', (byte) 0xe9, '"', ':', '1', '}'};
        client.problem(
                client.send(client.request("/v1/orders").POST(BodyPublishers.ofByteArray(latin1))),
                400,
                "invalid_request");
    }

    @Test
    void refusesABodyOf257KibibytesWhetherItsLengthIsToldOrNot() throws Exception {
        byte[] body = "x".repeat(257 * 1024).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        client.problem(
                client.send(client.request("/v1/orders").POST(BodyPublishers.ofByteArray(body))),
                413,
                "payload_too_large");
        client.problem(
                client.send(
                        client.request("/v1/orders")
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
                HttpRequest.newBuilder(client.uri("/v1/orders"))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString("{}"));
        client.problem(client.send(request), 415, "unsupported_media_type");
        client.problem(
                client.send(
                        HttpRequest.newBuilder(client.uri("/v1/orders"))
                                .POST(BodyPublishers.ofString("{}"))),
                415,
                "unsupported_media_type");
    }
}
