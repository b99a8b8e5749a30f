package dev.kontor.cli.client;

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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// The bulk endpoint as a client sees it: answers each line as it reads it, so it stops reading
/// when nobody reads its answers.
final class BulkServer implements AutoCloseable {

    /// What becomes of a line.
    @FunctionalInterface
    interface Fate {

        /// @param attempt how often the line was sent, from 1
        /// @return a status, or `cut` to end the connection
        String of(String line, int attempt);
    }

    private static final String INVALID =
            """
            , "error": {"title": "Invalid request", "detail": "amount must be positive", \
            "code": "invalid_request", "errors": [{"field": "amount", "detail": "is 0"}]}\
            """;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Fate fate;
    private final Map<String, Integer> sent = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile String prefer = "";
    private volatile int refusal;
    private volatile String problem = "";

    BulkServer(Fate fate) throws IOException {
        this.fate = fate;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/transfers/bulk", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void refuseWith(int status, String body) {
        refusal = status;
        problem = body;
    }

    int requests() {
        return requests.get();
    }

    int timesSent(String line) {
        return sent.getOrDefault(line, 0);
    }

    String prefer() {
        return prefer;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        prefer = String.valueOf(exchange.getRequestHeaders().getFirst("Prefer"));
        if (refusal != 0) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = problem.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refusal, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(exchange.getRequestBody(), StandardCharsets.UTF_8));
        int number = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String status = fate.of(line, sent.merge(line, 1, Integer::sum));
            if (status.equals("cut")) {
                out.flush();
                throw new IOException("cut");
            }
            String error = status.equals("invalid") ? INVALID : "";
            String answer =
                    "{\"line\": " + ++number + ", \"status\": \"" + status + "\"" + error + "}\n";
            out.write(answer.getBytes(StandardCharsets.UTF_8));
        }
        out.write("{\"summary\": {}}\n".getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }
}
