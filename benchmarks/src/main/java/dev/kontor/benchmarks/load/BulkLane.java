package dev.kontor.benchmarks.load;

import dev.kontor.cli.client.HttpAnswer;
import dev.kontor.cli.client.StreamedPost;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/// A lane as one request to the bulk endpoint: one thread sends lines, another reads their answers,
/// which come in the order of the lines.
final class BulkLane {
    /// Lines without an answer; a power of two. An open lane that has more waits, and is late.
    private static final int MOST_IN_FLIGHT = 1 << 16;

    /// How long the sender rests when nothing may be sent. The latencies include it.
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

    private final URI endpoint;
    private final Lane lane;
    private final Transfers transfers;
    private final Extent extent;
    private final Outcomes outcomes;
    private final AtomicLongArray dueNanos = new AtomicLongArray(MOST_IN_FLIGHT);
    private volatile long answered;
    private volatile boolean broken;

    BulkLane(URI base, Lane lane, Transfers transfers, Extent extent, Outcomes outcomes) {
        this.endpoint = base.resolve("/v1/transfers/bulk");
        this.lane = lane;
        this.transfers = transfers;
        this.extent = extent;
        this.outcomes = outcomes;
    }

    /// Sends all, and reads all answers.
    ///
    /// @throws IOException if the connection ends before its time
    void run() throws IOException, InterruptedException {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/x-ndjson");
        headers.put("Accept", "application/x-ndjson, application/problem+json");
        if (lane.told() == Lane.Told.SETTLED) {
            headers.put("Prefer", "wait=30");
        }
        StreamedPost post = StreamedPost.open(endpoint, headers, READ_TIMEOUT);
        Thread sender = Thread.ofPlatform().daemon().name("sender").start(() -> send(post));
        try {
            read(post.answer());
        } finally {
            // A sender that nobody reads from any more is stuck until then.
            broken = true;
            post.close();
            sender.join();
        }
    }

    private void read(HttpAnswer answer) throws IOException {
        if (answer.status() != 200) {
            throw new IOException("a bulk is answered with " + answer.status());
        }
        BulkAnswers answers = new BulkAnswers(answer.body());
        long index = 0;
        for (String status = answers.next(); !status.isEmpty(); status = answers.next()) {
            long due = dueNanos.getAcquire(slot(index));
            outcomes.answered(lane.told(), status, due, System.nanoTime());
            index++;
            answered = index;
        }
    }

    private void send(StreamedPost post) {
        try {
            sendAll(post);
            post.finish();
        } catch (IOException e) {
            // The reader finds out by itself.
            broken = true;
        }
    }

    private void sendAll(StreamedPost post) throws IOException {
        long begun = System.nanoTime();
        long sent = 0;
        long now = begun;
        while (!broken && !extent.isOver(begun, now, sent)) {
            long until = Math.min(extent.transfers(), mayHaveSent(now - begun));
            if (sent >= until) {
                post.flush();
                LockSupport.parkNanos(REST_NANOS);
            }
            for (; sent < until; sent++) {
                send(post, sent, begun);
            }
            now = System.nanoTime();
        }
    }

    /// How many lines may have been sent by now, in all.
    private long mayHaveSent(long nanos) {
        return switch (lane.pace()) {
            case Pace.Closed(int inFlight) -> answered + Math.min(inFlight, MOST_IN_FLIGHT);
            case Pace.Open open -> Math.min(open.dueBy(nanos), answered + MOST_IN_FLIGHT);
        };
    }

    private void send(StreamedPost post, long index, long begun) throws IOException {
        long now = System.nanoTime();
        long due =
                switch (lane.pace()) {
                    case Pace.Closed _ -> now;
                    case Pace.Open open -> begun + open.dueNanos(index);
                };
        dueNanos.setRelease(slot(index), due);
        outcomes.sent();
        if (now - due > LATE_NANOS) {
            outcomes.late();
        }
        post.write(transfers.nextLine());
        post.write(new byte[] {'\n'});
    }

    private static int slot(long index) {
        return (int) (index % MOST_IN_FLIGHT);
    }
}
