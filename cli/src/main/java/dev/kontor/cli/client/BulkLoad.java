package dev.kontor.cli.client;

import dev.kontor.cli.console.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Sends transfers, one a line, to the bulk endpoint and keeps account of every line's answer.
///
/// A line whose fate is unknown, because the server says so or because the connection was cut, is
/// sent again: the transfer's id makes that harmless. What is still unknown after a bounded number
/// of attempts is counted as such.
public final class BulkLoad {

    /// Is told while a load runs.
    public interface Listener {

        /// @param lines whose fate is settled
        /// @param bytes of the input that are answered
        void progressed(long lines, long bytes);

        /// A line that was not taken, or another thing to know.
        void trouble(String text);
    }

    /// Connections in a row that settle no line, and times that one line may be of unknown fate.
    private static final int MAX_ATTEMPTS = 5;

    /// Lines kept to be sent again; no new ones are sent before, so memory stays bounded.
    private static final int MAX_KEPT = 20_000;

    private final URI endpoint;
    private final @Nullable String prefer;
    private final Duration pause;
    private final Listener listener;

    private final Deque<Line> again = new ArrayDeque<>();
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private volatile boolean keptEnough;
    private long settled;
    private boolean gaveUp;

    /// @param base   request-service
    /// @param prefer the `Prefer` header
    /// @param pause  before the next connection; doubles each time nothing was settled
    public BulkLoad(URI base, @Nullable String prefer, Duration pause, Listener listener) {
        this.endpoint = Api.resolve(base, "/v1/transfers/bulk");
        this.prefer = prefer;
        this.pause = pause;
        this.listener = listener;
    }

    /// Sends everything there is.
    public BulkSummary run(InputStream in) throws InterruptedException {
        long started = System.nanoTime();
        try {
            sendAll(new LineSource(in));
        } catch (IOException e) {
            throw new Failure("The input cannot be read: " + e.getMessage(), e);
        }
        again.forEach(line -> settle(line, "unknown"));
        Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
        return new BulkSummary(settled, counts, elapsed, gaveUp);
    }

    /// @throws IOException if the input cannot be read
    private void sendAll(LineSource source) throws InterruptedException, IOException {
        int barren = 0;
        while (!again.isEmpty() || source.peek() != null) {
            long before = settled;
            sendOnce(source);
            barren = settled > before ? 0 : barren + 1;
            if (barren == MAX_ATTEMPTS) {
                gaveUp = true;
                return;
            }
            if (barren > 0 || !again.isEmpty()) {
                Thread.sleep(pause.multipliedBy(1L << barren));
            }
        }
    }

    /// Sends on one connection until the input ends, or the connection.
    private void sendOnce(LineSource source) throws InterruptedException {
        Deque<Line> repeats = new ArrayDeque<>(again);
        again.clear();
        keptEnough = false;
        InFlight inFlight = new InFlight();
        long before = settled;
        try {
            exchange(BulkConnection.open(endpoint, prefer), repeats, source, inFlight);
        } catch (ConnectException e) {
            if (settled == 0) {
                throw Api.unreachable(endpoint, e);
            }
            listener.trouble("Nothing answers at " + endpoint);
        } catch (IOException e) {
            // A server cuts off those who are idle, which is nothing to tell.
            if (!inFlight.isEmpty() || settled == before) {
                listener.trouble("Interrupted: " + e.getMessage());
            }
        } finally {
            again.addAll(inFlight.drain());
            again.addAll(repeats);
        }
    }

    /// Sends with one thread and reads with this one, which finds out about everything there is to
    /// find out: an end of either stops the other.
    private void exchange(
            BulkConnection connection, Deque<Line> repeats, LineSource source, InFlight inFlight)
            throws IOException, InterruptedException {
        Thread writer =
                Thread.ofPlatform()
                        .daemon()
                        .name("writer")
                        .start(() -> send(connection, repeats, source, inFlight));
        try {
            connection.readAll(answer -> answered(inFlight, answer));
        } finally {
            connection.close();
            writer.interrupt();
            writer.join();
        }
    }

    private void send(
            BulkConnection connection, Deque<Line> repeats, LineSource source, InFlight inFlight) {
        try {
            connection.sendAll(repeats, source, inFlight, () -> keptEnough);
        } catch (IOException | InterruptedException e) {
            // The reader finds out by itself, or has found out already.
        }
    }

    /// Answers come in the order of the lines.
    private void answered(InFlight inFlight, JsonNode answer) {
        Line line = inFlight.answered();
        if (line == null) {
            throw new Failure(endpoint + " answers more lines than it was sent");
        }
        String status = answer.path("status").asString("unknown");
        if (status.equals("unknown") && line.refused() + 1 < MAX_ATTEMPTS) {
            again.add(line.refusedAgain());
            keptEnough = again.size() >= MAX_KEPT;
            return;
        }
        if (answer.has("error")) {
            listener.trouble(
                    "line " + line.number() + ": " + Problem.describe(answer.path("error")));
        }
        settle(line, status);
    }

    private void settle(Line line, String status) {
        counts.merge(status, 1L, Long::sum);
        settled++;
        listener.progressed(settled, line.end());
    }
}
