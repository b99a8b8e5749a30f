package dev.kontor.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.kontor.cli.console.Failure;
import dev.kontor.cli.console.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiTest {

    private HttpServer server = newServer();
    private Api api = new Api(url());

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void returnsWhatTheApiAnswers() {
        answer(200, "{\"id\": \"alice\"}");
        Api.Answer answer = api.post("/v1/accounts", Json.object(), "wait=3");
        assertThat(answer.body().path("id").asString()).isEqualTo("alice");
        assertThat(answer.replayed()).isTrue();
    }

    @Test
    void printsARefusalWithItsFields() {
        answer(
                400,
                """
                {"title": "Invalid request", "status": 400, "detail": "2 fields are wrong",
                 "code": "invalid_request", "errors": [
                 {"field": "amount", "code": "too_small", "detail": "must be at least 1"},
                 {"field": "currency", "code": "unknown", "detail": "is none of ISO 4217"}]}
                """);
        assertThatThrownBy(() -> api.get("/v1/x"))
                .isInstanceOf(Failure.class)
                .hasMessage(
                        """
                        Invalid request: 2 fields are wrong (invalid_request)
                          amount: must be at least 1
                          currency: is none of ISO 4217\
                        """);
    }

    @Test
    void saysWhatToDoWhenTheOutcomeIsUnknown() {
        answer(503, "{\"title\": \"Log unavailable\", \"outcome_unknown\": true}");
        assertThatThrownBy(() -> api.get("/v1/x"))
                .hasMessageEndingWith("send it again with the same id.");
    }

    @Test
    void showsAnAnswerThatIsNotOurs() {
        answer(502, "<html>Bad gateway</html>");
        assertThatThrownBy(() -> api.get("/v1/x"))
                .isInstanceOf(Failure.class)
                .hasMessage("HTTP status 502: <html>Bad gateway</html>");
    }

    @Test
    void doubtsTheUrlWhenTheAnswerIsNotJson() {
        answer(200, "<html>");
        assertThatThrownBy(() -> api.get("/v1/x")).hasMessageContaining("is the URL right?");
    }

    @Test
    void saysSoWhenNothingListens() {
        Api nobody = new Api(URI.create("http://127.0.0.1:9"));
        assertThatThrownBy(() -> nobody.get("/v1/x"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("./kontor up");
    }

    private void answer(int status, String body) {
        server.createContext(
                "/v1",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Idempotent-Replayed", "true");
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private static HttpServer newServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
