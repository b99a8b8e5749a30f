package dev.kontor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.kontor.cli.console.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersCommandTest {
    private static final String LETTER =
            """
            {"id": "transfers-3-17", "topic": "transfers", "partition": 3, "offset": 17,
             "key": "default/1", "reason": "no kind", "status": "open",
             "dead_at": "2026-01-31T12:00:00.000000Z",
             "actions": [{"kind": "retry", "status": "refused", "operator": null,
               "client": "127.0.0.1", "at": "2026-01-31T12:01:00.000000Z",
               "reason": "no kind", "retried_as": null}],
             "record": {"key": "MQ==", "value": "Pw==", "cut": false, "refusal": "no kind",
               "headers": [{"name": "writer", "value": "cmVxdWVzdC1zZXJ2aWNl"}]}}
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> requests = new ArrayList<>();
    private final HttpServer server = newServer();
    private volatile String reply = LETTER;
    private volatile int status = 200;

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void listsTheOpenOnes() {
        reply = "{\"data\": [" + LETTER + "], \"next_cursor\": \"x\"}";

        assertThat(run("list", "--topic", "transfers", "--limit", "7")).isZero();

        assertThat(requests)
                .containsExactly("GET /v1/dead-letters?limit=7&status=open&topic=transfers ");
        assertThat(out.toString())
                .startsWith("transfers-3-17           open ")
                .contains("default/1  no kind", "There are more");
    }

    @Test
    void saysThatThereAreNone() {
        reply = "{\"data\": [], \"next_cursor\": null}";

        assertThat(run("list", "--all")).isZero();

        assertThat(requests).containsExactly("GET /v1/dead-letters?limit=50 ");
        assertThat(out.toString()).startsWith("There are no such dead letters.");
    }

    @Test
    void printsAsJsonWhatTheServiceSays() {
        assertThat(run("show", "transfers-3-17", "--json")).isZero();

        assertThat(Json.parse(out.toString())).isEqualTo(Json.parse(LETTER));
    }

    @Test
    void showsOneWithItsRecordAndWhatWasDone() {
        assertThat(run("show", "transfers-3-17")).isZero();

        assertThat(requests).containsExactly("GET /v1/dead-letters/transfers-3-17 ");
        assertThat(out.toString())
                .contains(
                        "retry refused by 127.0.0.1 (no kind)",
                        "header writer: request-service",
                        "value, base64: Pw==",
                        "A retry would be refused: no kind");
    }

    @Test
    void saysWhoActsAndWhy() {
        String operator = System.getProperty("user.name");

        assertThat(run("retry", "transfers-3-17", "instructions-0-1")).isZero();
        assertThat(run("discard", "transfers-3-17", "--reason", "a test")).isZero();

        assertThat(requests)
                .containsExactly(
                        "POST /v1/dead-letters/transfers-3-17/retry {\"operator\":\"%s\"}"
                                .formatted(operator),
                        "POST /v1/dead-letters/instructions-0-1/retry {\"operator\":\"%s\"}"
                                .formatted(operator),
                        ("POST /v1/dead-letters/transfers-3-17/discard"
                                        + " {\"operator\":\"%s\",\"reason\":\"a test\"}")
                                .formatted(operator));
    }

    @Test
    void endsWithOneIfAnyIsRefused() {
        status = 409;
        reply = "{\"title\": \"The action is refused\", \"code\": \"action_refused\"}";

        assertThat(run("retry", "transfers-3-17", "transfers-3-18")).isEqualTo(1);

        assertThat(requests).hasSize(2);
        assertThat(err.toString()).contains("transfers-3-18: The action is refused");
    }

    @Test
    void refusesWhatIsNoLetter() {
        assertThat(run("show", "frobnicate")).isEqualTo(1);
        assertThat(run("show", "accounts-0-1")).isEqualTo(1);
        assertThat(run("list", "--topic", "dead-letters")).isEqualTo(1);
        assertThat(run("discard", "transfers-3-17")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(requests).isEmpty();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("dead-letters"));
        all.addAll(List.of(arguments));
        if (arguments.length > 0) {
            all.add("--url=http://127.0.0.1:" + server.getAddress().getPort());
        }
        return Kontor.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        requests.add(
                exchange.getRequestMethod()
                        + " "
                        + exchange.getRequestURI()
                        + " "
                        + new String(body, StandardCharsets.UTF_8));
        byte[] answer = reply.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static HttpServer newServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
