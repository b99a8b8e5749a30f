package dev.kontor.request.web;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Writes the answers to a bulk's lines, in order, each when its outcome is there.
///
/// Runs on a thread of its own beside the one that reads: a client that sends without reading, or
/// reads without sending, holds up neither more than it must.
final class BulkAnswers implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(BulkAnswers.class);

    /// How long what is written waits for more of it before it goes out: a system call for each of
    /// 100,000 lines would cost more than the lines.
    private static final Duration GATHERING = Duration.ofMillis(2);

    private final Window<BulkLine> window;
    private final OutputStream out;
    private final JsonMapper mapper;
    private final boolean minimal;
    private final boolean waits;
    private final BulkSummary summary;
    private final String requestId;
    private volatile boolean cut;

    BulkAnswers(
            Window<BulkLine> window,
            OutputStream out,
            JsonMapper mapper,
            boolean minimal,
            boolean waits,
            String requestId) {
        this.requestId = requestId;
        this.window = window;
        this.out = out;
        this.mapper = mapper;
        this.minimal = minimal;
        this.waits = waits;
        this.summary = new BulkSummary(waits);
    }

    /// Ends the stream without a summary, which says that lines are missing.
    void cut() {
        cut = true;
        window.finish();
    }

    @Override
    public void run() {
        try {
            writeAnswers();
            if (!cut) {
                write(summary.toJson());
                out.flush();
            }
        } catch (IOException e) {
            LOG.debug("The client of a bulk has gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            window.abandon().forEach(BulkLine::close);
        }
    }

    private void writeAnswers() throws IOException, InterruptedException {
        while (true) {
            Optional<BulkLine> ready = window.peek(GATHERING);
            if (ready.isEmpty() || !isSettled(ready.get())) {
                out.flush();
                ready = window.peek();
            }
            if (ready.isEmpty()) {
                return;
            }
            try (BulkLine line = ready.get()) {
                write(BulkAnswer.of(line).toRequest(requestId));
            }
            window.remove();
        }
    }

    private static boolean isSettled(BulkLine line) throws InterruptedException {
        return switch (line) {
            case BulkLine.Invalid _ -> true;
            case BulkLine.Sent sent -> sent.submission().isSettledWithin(GATHERING);
        };
    }

    private void write(BulkAnswer answer) throws IOException {
        summary.count(answer);
        if (!minimal || !answer.status().isGood(waits)) {
            write((Object) answer);
        }
    }

    private void write(Object line) throws IOException {
        out.write(mapper.writeValueAsBytes(line));
        out.write('\n');
    }
}
