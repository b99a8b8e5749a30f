package dev.kontor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.kontor.cli.console.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class KontorTest {

    private static final String ID = "01234567-89ab-7cde-8f01-23456789abcd";

    @TempDir private Path data = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> requests = new ArrayList<>();
    private final HttpServer server = newServer();
    private volatile String reply = "{}";
    private volatile int status = 201;

    @BeforeEach
    void start() {
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    requests.add(
                            exchange.getRequestMethod()
                                    + " "
                                    + exchange.getRequestURI()
                                    + " "
                                    + exchange.getRequestHeaders().getFirst("Prefer")
                                    + " "
                                    + new String(body, StandardCharsets.UTF_8));
                    byte[] answer = reply.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsATransfer() {
        reply = "{\"id\": \"" + ID + "\", \"status\": \"posted\"}";
        assertThat(
                        run(
                                "transfer",
                                "--from",
                                "alice",
                                "--to",
                                "bob",
                                "--amount",
                                "1250",
                                "--currency",
                                "EUR",
                                "--id",
                                ID,
                                "--wait",
                                "3"))
                .isZero();
        assertThat(requests)
                .containsExactly(
                        "POST /v1/transfers wait=3 {\"id\":\""
                                + ID
                                + "\",\"debit_account\":\"alice\",\"credit_account\":\"bob\","
                                + "\"amount\":1250,\"currency\":\"EUR\"}");
        assertThat(Json.parse(out.toString()).path("status").asString()).isEqualTo("posted");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void printsTheIdItChooses() {
        run("transfer", "--from", "a", "--to", "b", "--amount", "1", "--currency", "EUR");
        assertThat(err.toString())
                .matches("transfer [0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab].*\\R");
        String sent = requests.getFirst();
        JsonNode body = Json.parse(sent.substring(sent.indexOf('{')));
        assertThat(err.toString()).contains(body.path("id").asString());
    }

    @Test
    void endsWithAStatusOfItsOwnWhenNothingMoved() {
        reply = "{\"status\": \"rejected\"}";
        assertThat(run("transfer", "--from=a", "--to=b", "--amount=1", "--currency=EUR"))
                .isEqualTo(3);
    }

    @Test
    void printsARefusalWithoutAStackTrace() {
        status = 409;
        reply = "{\"title\": \"Id already used\", \"code\": \"id_already_used\"}";
        assertThat(run("account", "open", "alice", "--currency", "EUR")).isEqualTo(1);
        assertThat(err.toString()).isEqualToIgnoringNewLines("Id already used (id_already_used)");
    }

    @Test
    void opensAccountsWithAndWithoutALimit() {
        run("account", "open", "a", "--currency", "EUR", "--overdraft-limit", "5");
        run("account", "open", "b", "--currency", "EUR", "--without-limit");
        run("account", "open", "c", "--currency", "EUR", "--metadata", "k=v");
        assertThat(requests)
                .containsExactly(
                        "POST /v1/accounts null {\"id\":\"a\",\"currency\":\"EUR\","
                                + "\"overdraft_limit\":5}",
                        "POST /v1/accounts null {\"id\":\"b\",\"currency\":\"EUR\","
                                + "\"overdraft_limit\":null}",
                        "POST /v1/accounts null {\"id\":\"c\",\"currency\":\"EUR\","
                                + "\"metadata\":{\"k\":\"v\"}}");
    }

    @Test
    void showsAnAccount() {
        run("account", "show", "a/b", "--min-version", "7", "--wait", "3");
        assertThat(requests).containsExactly("GET /v1/accounts/a%2Fb?min_version=7&wait=3 null ");
    }

    @Test
    void tellsWhatACommandLineLacks() {
        assertThat(run("transfer", "--from", "a")).isEqualTo(2);
        assertThat(err.toString()).contains("--to", "--help");
        assertThat(run("frobnicate")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(run("log", "nothing")).isEqualTo(2);
        assertThat(run("log", "transfers", "--limit=-1")).isEqualTo(2);
        assertThat(requests).isEmpty();
    }

    @Test
    void choosesNoIdForWhatCanBeNoTransfer() {
        assertThat(run("transfer", "--from=a", "--to=b", "--amount=0", "--currency=EUR"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("--amount").doesNotContain("transfer 0");
        assertThat(requests).isEmpty();
    }

    @Test
    void refusesToDeleteUnasked() {
        assertThat(execute("down", "--purge", "--data", data.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("--yes");
        assertThat(data).exists();
    }

    @Test
    void deletesTheDataAndKeepsWhatIsMadeFromTheBuild() throws Exception {
        for (String name : List.of("kafka", "postgres", "logs", "cache")) {
            Files.createFile(Files.createDirectory(data.resolve(name)).resolve("file"));
        }
        assertThat(execute("down", "--purge", "--yes", "--data", data.toString())).isZero();
        assertThat(data.resolve("kafka")).doesNotExist();
        assertThat(data.resolve("postgres")).doesNotExist();
        assertThat(data.resolve("logs")).doesNotExist();
        assertThat(data.resolve("cache").resolve("file")).exists();
    }

    @Test
    void saysThatNothingRuns() {
        assertThat(execute("status", "--json", "--data", data.toString())).isEqualTo(1);
        JsonNode status = Json.parse(out.toString());
        assertThat(status.path("phase").asString()).isEqualTo("stopped");
        assertThat(status.path("urls").path("request_service").asString())
                .isEqualTo("http://localhost:8080");
        assertThat(execute("down", "--data", data.toString())).isZero();
        assertThat(out.toString()).contains("was not running");
    }

    @Test
    void rebuildsOnlyWhatRuns() {
        assertThat(execute("rebuild", "accounts", "views", "--data=" + data)).isEqualTo(3);

        assertThat(out.toString()).isEqualTo("accounts:\nviews:\n");
        assertThat(err.toString()).contains("No Kontor runs in " + data);
        assertThat(execute("rebuild", "something", "--data=" + data)).isEqualTo(2);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (arguments.length > 0 && !arguments[0].equals("log")) {
            all.add("--url=http://127.0.0.1:" + server.getAddress().getPort());
        }
        return execute(all.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        return Kontor.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private static HttpServer newServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
