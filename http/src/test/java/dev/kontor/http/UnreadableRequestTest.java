package dev.kontor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.http.sample.SampleTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// What the server refuses before any of our code sees it is a problem too, and no page of HTML.
@SampleTest
class UnreadableRequestTest {
    private static final String HOST = "Host: localhost\r\nConnection: close\r\n";

    @LocalServerPort private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "GET /v1/rows?x={} HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /v1/rows/%00 HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /v1/rows/a%2Fb HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /v1/../../etc/passwd HTTP/1.1\r\n" + HOST + "\r\n",
                "GET /v1/rows HTTP/1.1\r\nConnection: close\r\n\r\n",
                "POST /v1/orders HTTP/1.1\r\n"
                        + HOST
                        + "Content-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
            })
    void answersWithAProblem(String request) throws IOException {
        assertThat(exchange(request)).startsWith("HTTP/1.1 400").contains("\"invalid_request\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /v1/rows?x=%s HTTP/1.1\r\n%s\r\n", "GET / HTTP/1.1\r\nX: %s\r\n%s\r\n"})
    void boundsTheHead(String request) throws IOException {
        assertThat(exchange(request.formatted("x".repeat(20_000), HOST)))
                .startsWith("HTTP/1.1 400")
                .contains("\"invalid_request\"");
    }

    private String exchange(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .contains(
                            "X-Request-Id: ",
                            "application/problem+json",
                            "Cache-Control: no-store",
                            "X-Content-Type-Options: nosniff")
                    .doesNotContain("<html", "Exception");
            return answer;
        }
    }
}
