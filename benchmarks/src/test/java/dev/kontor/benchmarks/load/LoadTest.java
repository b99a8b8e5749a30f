package dev.kontor.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Against a server that answers nothing until it was sent so much.
@Timeout(30)
class LoadTest {
    private static final int HELD_BACK = 20;
    private static final int BACKLOG = 1_000;
    private static final Shape SHAPE = new Shape.Uniform(10);
    private static final String POSTED = "{\"id\":\"x\",\"status\":\"posted\"}\n";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch received = new CountDownLatch(HELD_BACK);
    private final Set<String> lines = ConcurrentHashMap.newKeySet();
    private HttpServer server;

    /// With its usual 200 the server closes connections that the client is about to use again.
    @BeforeAll
    static void keepConnections() {
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
    }

    @BeforeEach
    void start() throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.setExecutor(threads);
        server.createContext("/v1/transfers", this::answerOne);
        server.createContext("/v1/transfers/bulk", this::answerBulk);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.close();
    }

    /// One that waited for answers would send nothing more, and never see that it was slow.
    @ParameterizedTest
    @EnumSource
    void sendsWhatIsDueThoughNothingIsAnswered(Load.Door door) throws Exception {
        Outcomes outcomes = send(door, new Pace.Open(100), 30);

        assertThat(outcomes.sentCount()).isEqualTo(30);
        assertThat(outcomes.settled().count()).isEqualTo(30);
        assertThat(lines).hasSize(30);
        double firstWaited = 10 * (HELD_BACK - 1);
        assertThat(outcomes.settled().percentile(100)).isGreaterThanOrEqualTo(firstWaited);
    }

    /// All are due within a moment, which is not enough to send them.
    @ParameterizedTest
    @CsvSource({"SINGLE, 500", "BULK, 300000"})
    void countsFromWhenItWasDueAndSaysThatItWasLate(Load.Door door, int count) throws Exception {
        Outcomes outcomes = send(door, new Pace.Open(1e9), count);

        assertThat(outcomes.settled().count()).isEqualTo(count);
        assertThat(outcomes.lateCount()).isPositive();
        assertThat(outcomes.settled().percentile(100)).isGreaterThan(10);
    }

    @Test
    void keepsAsMuchInFlightAsItMay() throws Exception {
        Outcomes outcomes = send(Load.Door.SINGLE, new Pace.Closed(HELD_BACK), 50);

        assertThat(outcomes.settled().count()).isEqualTo(50);
        assertThat(outcomes.lateCount()).isZero();
    }

    @Test
    void failsIfABulkIsRefused() {
        server.removeContext("/v1/transfers/bulk");
        server.createContext(
                "/v1/transfers/bulk",
                exchange -> {
                    exchange.sendResponseHeaders(503, -1);
                    exchange.close();
                });

        assertThatThrownBy(() -> send(Load.Door.BULK, new Pace.Open(100), 30))
                .isInstanceOf(IOException.class)
                .cause()
                .hasMessageContaining("503");
    }

    private Outcomes send(Load.Door door, Pace pace, long transfers) throws Exception {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Load(door, List.of(new Lane(Lane.Told.SETTLED, pace)), SHAPE, Ids.V7)
                .send(base, new Extent(Duration.ofSeconds(20), transfers));
    }

    private void answerOne(HttpExchange exchange) throws IOException {
        try (exchange) {
            receive(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = POSTED.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private void answerBulk(HttpExchange exchange) throws IOException {
        try (exchange;
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        exchange.getRequestBody(), StandardCharsets.UTF_8))) {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            int held = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                received.countDown();
                held++;
                while (received.getCount() == 0 && held > 0) {
                    out.write(POSTED.getBytes(StandardCharsets.UTF_8));
                    held--;
                }
            }
            out.write("{\"summary\":{}}\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private void receive(String line) {
        lines.add(line);
        received.countDown();
        try {
            received.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
