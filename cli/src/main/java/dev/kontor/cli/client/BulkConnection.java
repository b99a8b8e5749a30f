package dev.kontor.cli.client;

import dev.kontor.cli.console.Failure;
import dev.kontor.cli.console.Json;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// One request to the bulk endpoint: one thread sends lines, another reads their answers.
final class BulkConnection implements Closeable {

    /// More than the server ever takes for one line: 30 s for an outcome, 10 s for the log.
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

    private static final int MAX_ANSWER_LINE = 1024 * 1024;

    /// Answers that another attempt may change.
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

    private final StreamedPost post;

    private BulkConnection(StreamedPost post) {
        this.post = post;
    }

    static BulkConnection open(URI endpoint, @Nullable String prefer) throws IOException {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/x-ndjson");
        headers.put("Accept", "application/x-ndjson, application/problem+json");
        if (prefer != null) {
            headers.put("Prefer", prefer);
        }
        return new BulkConnection(StreamedPost.open(endpoint, headers, READ_TIMEOUT));
    }

    /// Sends what is to be repeated, then the input, until there is no more or it is enough.
    ///
    /// @param repeats what was sent is taken from it
    void sendAll(Deque<Line> repeats, LineSource source, InFlight inFlight, BooleanSupplier enough)
            throws IOException, InterruptedException {
        while (!enough.getAsBoolean()) {
            inFlight.awaitRoom();
            Line line = repeats.isEmpty() ? next(source) : repeats.poll();
            if (line == null) {
                break;
            }
            inFlight.add(line);
            post.write(line.bytes());
            post.write(new byte[] {'\n'});
            if (repeats.isEmpty() && source.isIdle()) {
                post.flush();
            }
        }
        post.finish();
    }

    /// Input that cannot be read ends it here; whoever looks at the source next is told.
    private static @Nullable Line next(LineSource source) throws InterruptedException {
        try {
            return source.next();
        } catch (IOException e) {
            return null;
        }
    }

    /// Reads answers until the summary.
    ///
    /// @throws IOException if there is none, and another attempt may have one
    void readAll(Consumer<JsonNode> answers) throws IOException {
        HttpAnswer answer = post.answer();
        if (answer.status() != 200) {
            throw refusal(answer);
        }
        JsonNode line = readLine(answer);
        while (!line.has("summary")) {
            answers.accept(line);
            line = readLine(answer);
        }
    }

    @Override
    public void close() throws IOException {
        post.close();
    }

    private static JsonNode readLine(HttpAnswer answer) throws IOException {
        String text = ByteLines.read(answer.body(), MAX_ANSWER_LINE);
        try {
            return Json.parse(text);
        } catch (JacksonException e) {
            throw new IOException("the answer is not made of JSON lines", e);
        }
    }

    private static IOException refusal(HttpAnswer answer) throws IOException {
        byte[] body = answer.body().readNBytes(MAX_ANSWER_LINE);
        String text = Problem.describe(answer.status(), new String(body, StandardCharsets.UTF_8));
        if (PASSING.contains(answer.status())) {
            return new IOException(text);
        }
        throw new Failure(text);
    }
}
