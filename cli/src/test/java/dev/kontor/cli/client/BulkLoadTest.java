package dev.kontor.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.cli.console.Failure;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BulkLoadTest {

    private final List<String> troubles = new ArrayList<>();

    @Test
    void readsAnswersWhileItSends() throws Exception {
        try (BulkServer server = new BulkServer((line, attempt) -> "received")) {
            BulkSummary summary = load(server, lines(200_000));
            assertThat(summary.lines()).isEqualTo(200_000);
            assertThat(summary.counts()).containsExactlyEntriesOf(counts("received", 200_000));
            assertThat(summary.isComplete()).isTrue();
            assertThat(server.requests()).isEqualTo(1);
        }
        assertThat(troubles).isEmpty();
    }

    @Test
    void sendsALineOfUnknownFateAgain() throws Exception {
        try (BulkServer server =
                new BulkServer((line, attempt) ->
                        line.contains("\"3\"") && attempt < 3 ? "unknown" : "received")) {
            BulkSummary summary = load(server, lines(10));
            assertThat(summary.counts()).containsExactlyEntriesOf(counts("received", 10));
            assertThat(server.timesSent("{\"id\": \"3\"}")).isEqualTo(3);
            assertThat(server.timesSent("{\"id\": \"4\"}")).isEqualTo(1);
        }
    }

    @Test
    void countsALineThatStaysUnknown() throws Exception {
        try (BulkServer server =
                new BulkServer(
                        (line, attempt) -> line.contains("\"3\"") ? "unknown" : "received")) {
            BulkSummary summary = load(server, lines(10));
            assertThat(summary.counts()).containsEntry("unknown", 1L).containsEntry("received", 9L);
            assertThat(summary.isComplete()).isFalse();
            assertThat(server.timesSent("{\"id\": \"3\"}")).isEqualTo(5);
        }
    }

    @Test
    void sendsWhatWasNotAnsweredAgainAfterACut() throws Exception {
        try (BulkServer server =
                new BulkServer((line, attempt) ->
                        line.contains("\"500\"") && attempt == 1 ? "cut" : "received")) {
            BulkSummary summary = load(server, lines(1_000));
            assertThat(summary.counts()).containsExactlyEntriesOf(counts("received", 1_000));
            assertThat(server.requests()).isEqualTo(2);
            assertThat(server.timesSent("{\"id\": \"1\"}")).isEqualTo(1);
        }
        assertThat(troubles).singleElement().asString().startsWith("Interrupted");
    }

    @Test
    void givesUpOnAServerThatOnlyCuts() throws Exception {
        try (BulkServer server = new BulkServer((line, attempt) -> "cut")) {
            BulkSummary summary = load(server, lines(3));
            assertThat(summary.counts()).containsExactlyEntriesOf(counts("unknown", 3));
            assertThat(summary.gaveUp()).isTrue();
            assertThat(server.requests()).isEqualTo(5);
        }
    }

    @Test
    void tellsWhichLineOfTheFileIsInvalid() throws Exception {
        try (BulkServer server =
                new BulkServer(
                        (line, attempt) -> line.contains("\"1\"") ? "invalid" : "received")) {
            BulkSummary summary = load(server, "\n\n" + lines(3));
            assertThat(summary.counts()).containsEntry("invalid", 1L).containsEntry("received", 2L);
            assertThat(summary.isComplete()).isFalse();
        }
        assertThat(troubles)
                .containsExactly(
                        "line 4: Invalid request: amount must be positive (invalid_request)"
                                + "\n  amount: is 0");
    }

    @Test
    void passesTheTimeToWaitOn() throws Exception {
        try (BulkServer server = new BulkServer((line, attempt) -> "posted")) {
            BulkSummary summary =
                    new BulkLoad(server.url(), "wait=7", Duration.ofMillis(1), listener())
                            .run(input(lines(2)));
            assertThat(summary.counts()).containsExactlyEntriesOf(counts("posted", 2));
            assertThat(server.prefer()).isEqualTo("wait=7");
        }
    }

    @Test
    void tellsWhyTheServerRefuses() throws Exception {
        try (BulkServer server = new BulkServer((line, attempt) -> "received")) {
            server.refuseWith(415, "{\"title\": \"Unsupported media type\", \"code\": \"x\"}");
            assertThatThrownBy(() -> load(server, lines(2)))
                    .isInstanceOf(Failure.class)
                    .hasMessage("Unsupported media type (x)");
        }
    }

    @Test
    void triesAgainWhenTheLogIsAway() throws Exception {
        try (BulkServer server = new BulkServer((line, attempt) -> "received")) {
            server.refuseWith(503, "{\"title\": \"Log unavailable\"}");
            BulkSummary summary = load(server, lines(2));
            assertThat(summary.counts()).containsExactlyEntriesOf(counts("unknown", 2));
            assertThat(server.requests()).isEqualTo(5);
        }
        assertThat(troubles).hasSize(5).contains("Interrupted: Log unavailable");
    }

    @Test
    void saysSoWhenNothingListens() {
        assertThatThrownBy(() ->
                        new BulkLoad(
                                        URI.create("http://127.0.0.1:9"),
                                        null,
                                        Duration.ofMillis(1),
                                        listener())
                                .run(input(lines(1))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("Nothing answers at http://127.0.0.1:9");
    }

    @Test
    void asksNothingOfTheServerForAnEmptyFile() throws Exception {
        try (BulkServer server = new BulkServer((line, attempt) -> "received")) {
            assertThat(load(server, "\n").isComplete()).isTrue();
            assertThat(server.requests()).isZero();
        }
    }

    private BulkSummary load(BulkServer server, String lines) throws InterruptedException {
        return new BulkLoad(server.url(), null, Duration.ofMillis(1), listener()).run(input(lines));
    }

    private BulkLoad.Listener listener() {
        return new BulkLoad.Listener() {
            @Override
            public void progressed(long lines, long bytes) {}

            @Override
            public void trouble(String text) {
                troubles.add(text);
            }
        };
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\": \"" + i + "\"}\n")
                .collect(Collectors.joining());
    }

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Long> counts(String status, long count) {
        return Map.of(status, count);
    }
}
