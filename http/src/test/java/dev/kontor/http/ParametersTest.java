package dev.kontor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.http.sample.SampleClient;
import dev.kontor.http.sample.SampleTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Query parameters and `Prefer`.
@SampleTest
class ParametersTest {
    private final SampleClient client;

    ParametersTest(@LocalServerPort int port) {
        client = new SampleClient(port);
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
        JsonNode problem = client.problem(client.get("/v1/rows?" + query), 400, "invalid_request");
        assertThat(SampleClient.fieldsOf(problem)).containsExactly(error);
    }

    @Test
    void refusesParametersWhereThereAreNone() throws Exception {
        JsonNode problem = client.problem(client.get("/v1/status?verbose"), 400, "invalid_request");
        assertThat(SampleClient.fieldsOf(problem)).containsExactly("verbose unknown");
    }

    @Test
    void takesACursorBackOnlyForTheListItCameFrom() throws Exception {
        assertThat(client.get("/v1/rows?limit=1000&at=2026-01-31T12:00:00+01:00").statusCode())
                .isEqualTo(200);
        String cursor =
                client.read(client.get("/v1/rows?limit=7").body()).get("next_cursor").stringValue();
        assertThat(client.get("/v1/rows?limit=5&cursor=" + cursor).body())
                .contains("\"number\":12");
        client.problem(client.get("/v1/rows?order=asc&cursor=" + cursor), 400, "invalid_request");
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
        HttpResponse<String> answer = client.preferring(prefer);
        assertThat(client.read(answer.body()).get("waited").stringValue()).isEqualTo(waited);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=31", "wait=-1", "wait", "wait=1.5", "return=maximal"})
    void refusesAPreferenceThatItCannotHonour(String prefer) throws Exception {
        JsonNode problem = client.problem(client.preferring(prefer), 400, "invalid_request");
        assertThat(problem.get("errors").get(0).get("field").stringValue()).isEqualTo("Prefer");
    }
}
