package dev.kontor.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.query.RunsQueryService;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@RunsQueryService
class MalformedReadsIT {
    private static final String TRANSFER = "/v1/transfers/0199aaaa-0000-7000-8000-000000000001";

    @LocalServerPort private int port;

    @ParameterizedTest
    @CsvSource({
        "/v1/accounts?limit=0, limit, out_of_range",
        "/v1/accounts?limit=1001, limit, out_of_range",
        "/v1/accounts?limit=-1, limit, out_of_range",
        "/v1/accounts?limit=99999999999999999999, limit, invalid_format",
        "/v1/accounts?limit=1.0, limit, invalid_format",
        "/v1/accounts?limit=, limit, invalid_format",
        "/v1/accounts?limit=ten, limit, invalid_format",
        "/v1/accounts?limit=1&limit=1, limit, duplicate",
        "/v1/accounts?cursor=, cursor, invalid_format",
        "/v1/accounts?cursor=AAAAAAAAAAA, cursor, invalid_format",
        "/v1/accounts?cursor=%F0%9F%92%A9, cursor, invalid_format",
        "/v1/accounts?order=up, order, invalid_format",
        "/v1/accounts?order=ASC, order, invalid_format",
        "/v1/accounts?page=2, page, unknown",
        "/v1/accounts?status=open, status, unknown",
        "/v1/accounts/a?min_version=0, min_version, out_of_range",
        "/v1/accounts/a?min_version=-1, min_version, out_of_range",
        "/v1/accounts/a?min_version=9007199254740992, min_version, out_of_range",
        "/v1/accounts/a?min_version=x, min_version, invalid_format",
        "/v1/accounts/a?wait=31, wait, out_of_range",
        "/v1/accounts/a?wait=-1, wait, out_of_range",
        "/v1/accounts/a?wait=0.5, wait, invalid_format",
        "/v1/accounts/a?wait=1s, wait, invalid_format",
        "/v1/accounts/a?limit=5, limit, unknown",
        "/v1/accounts/a/entries?order=newest, order, invalid_format",
        "/v1/accounts/a/entries?limit=0, limit, out_of_range",
        "/v1/accounts/a/entries?cursor=x, cursor, invalid_format",
        "/v1/accounts/a/entries?kind=debit, kind, unknown",
        "/v1/accounts/a/entries?wait=31, wait, out_of_range",
        "/v1/accounts/a/balance, at, required",
        "/v1/accounts/a/balance?at=, at, invalid_format",
        "/v1/accounts/a/balance?at=now, at, invalid_format",
        "/v1/accounts/a/balance?at=2026-01-31T12:00:00, at, invalid_format",
        "/v1/accounts/a/balance?at=2026-01-31T12:00:00.0000001Z, at, invalid_format",
        "/v1/accounts/a/balance?at=10000-01-31T12:00:00Z, at, invalid_format",
        "/v1/accounts/a/balance?at=2026-01-31T12:00:00Z&limit=1, limit, unknown",
        "/v1/accounts/a/commands/1, {command_id}, invalid_format",
        "/v1/accounts/-/commands/0199aaaa-0000-7000-8000-000000000001, {id}, invalid_format",
        "/v1/accounts/a/commands/0199aaaa-0000-7000-8000-000000000001?limit=1, limit, unknown",
        "/v1/transfers?account=, account, invalid_format",
        "/v1/transfers?account=-a, account, invalid_format",
        "/v1/transfers?account=%D0%B0lice, account, invalid_format",
        "/v1/transfers?status=done, status, invalid_format",
        "/v1/transfers?status=POSTED, status, invalid_format",
        "/v1/transfers?status=, status, invalid_format",
        "/v1/transfers?received_from=yesterday, received_from, invalid_format",
        "/v1/transfers?received_from=2026-01-31, received_from, invalid_format",
        "/v1/transfers?received_from=2026-02-30T00:00:00Z, received_from, invalid_format",
        "/v1/transfers?received_to=2026-01-31T12:00:00, received_to, invalid_format",
        "/v1/transfers?received_to=1, received_to, invalid_format",
        "/v1/transfers?received_to=2026-01-01T00:00:00Z&received_from=2026-02-01T00:00:00Z,"
                + " received_to, out_of_range",
        "/v1/transfers?limit=5000, limit, out_of_range",
        "/v1/transfers?cursor=x, cursor, invalid_format",
        "/v1/transfers?q=1, q, unknown",
        "/v1/trial-balance?currency=EUR, currency, unknown",
        "/v1/accounts/-a, {id}, invalid_format",
        "/v1/accounts/a%20b, {id}, invalid_format",
        "/v1/accounts/%D0%B0lice, {id}, invalid_format",
        "/v1/accounts/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, {id},"
                + " invalid_format",
        "/v1/transfers/1, {id}, invalid_format",
        "/v1/transfers/0199aaaa-0000-7000-8000-00000000000g, {id}, invalid_format",
        "/v1/transfers/0199aaaa000070008000000000000001, {id}, invalid_format",
        "/v1/transfers/1-1-1-1-1, {id}, invalid_format",
    })
    void refusesWhatIsMalformedAndNamesIt(String path, String field, String code) {
        Api.Answer answer = new Api(port).get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/code")).isEqualTo("invalid_request");
        assertThat(answer.text("/errors/0/field")).isEqualTo(field);
        assertThat(answer.text("/errors/0/code")).isEqualTo(code);
        assertThat(answer.response().headers().firstValue("content-type"))
                .hasValue("application/problem+json");
    }

    @Test
    void refusesATransfersWaitThatIsTooLong() {
        Api.Answer answer = new Api(port).get(TRANSFER + "?wait=31");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/field")).isEqualTo("wait");
    }

    @ParameterizedTest
    @CsvSource({"/v1/accounts/a%00b", "/v1/accounts/a%2Fb", "/v1/accounts/%"})
    void refusesPathsThatAreNone(String path) throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                    .formatted(path)
                                    .getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
        }
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        Api.Answer answer = new Api(port).get("/v1/transfers?limit=0&status=x&what=1&order=up");

        assertThat(answer.body().get("errors").values())
                .extracting(error -> error.get("field").asString())
                .containsExactlyInAnyOrder("limit", "status", "what", "order");
    }
}
