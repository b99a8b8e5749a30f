package dev.kontor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.http.sample.SampleClient;
import dev.kontor.http.sample.SampleTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// However many slow clients send large bodies, what is in memory of them is bounded.
@SampleTest
class LargeBodiesTest {
    private static final String LARGE =
            "{%s, \"amount\": 1, \"capture\":%s \"manual\"}"
                    .formatted(SampleClient.ID, " ".repeat(20_000));

    private final SampleClient client;
    private final int port;

    LargeBodiesTest(@LocalServerPort int port) {
        this.client = new SampleClient(port);
        this.port = port;
    }

    @Test
    void areRefusedBeyondAFewAtOnceWhileSmallOnesAreTaken() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 32; i++) {
                slow.add(stalling());
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> client.post(LARGE).statusCode() == 503);

            HttpResponse<String> refused = client.post(LARGE);
            client.problem(refused, 503, "service_unavailable");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(client.preferring("wait=1").statusCode()).isEqualTo(200);
        } finally {
            for (Socket each : slow) {
                each.close();
            }
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> client.post(LARGE).statusCode() == 200);
    }

    /// Sends the beginning of a large body and no more.
    private Socket stalling() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = socket.getOutputStream();
        String head =
                """
                POST /v1/orders HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Content-Length: 100000\r
                \r
                """;
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(" ".repeat(20_000).getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return socket;
    }
}
