package dev.kontor.benchmarks.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A lane as requests of one transfer each.
final class SingleLane {
    /// Requests without an answer. An open lane that has more waits, and is late: with more than
    /// 500 under way request-service lets none wait for its outcome, and beyond 1,000 refuses them.
    private static final int MOST_IN_FLIGHT = 400;

    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient client;
    private final URI endpoint;
    private final Lane lane;
    private final Transfers transfers;
    private final Extent extent;
    private final Outcomes outcomes;

    SingleLane(
            HttpClient client,
            URI base,
            Lane lane,
            Transfers transfers,
            Extent extent,
            Outcomes outcomes) {
        this.client = client;
        this.endpoint = base.resolve("/v1/transfers");
        this.lane = lane;
        this.transfers = transfers;
        this.extent = extent;
        this.outcomes = outcomes;
    }

    /// Sends all, and waits for all answers.
    void run() throws InterruptedException {
        int most =
                switch (lane.pace()) {
                    case Pace.Closed(int inFlight) -> inFlight;
                    case Pace.Open _ -> MOST_IN_FLIGHT;
                };
        Semaphore room = new Semaphore(most);
        long begun = System.nanoTime();
        long sent = 0;
        while (!extent.isOver(begun, System.nanoTime(), sent)) {
            long due = awaitDue(begun, sent);
            room.acquire();
            if (due == 0) {
                due = System.nanoTime();
            }
            send(due, room);
            sent++;
        }
        room.acquire(most);
    }

    /// @return 0 if it is due whenever there is room
    private long awaitDue(long begun, long index) {
        return switch (lane.pace()) {
            case Pace.Closed _ -> 0;
            case Pace.Open open -> {
                long due = begun + open.dueNanos(index);
                for (long left = due - System.nanoTime();
                        left > 0;
                        left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                yield due;
            }
        };
    }

    private void send(long due, Semaphore room) {
        outcomes.sent();
        if (System.nanoTime() - due > LATE_NANOS) {
            outcomes.late();
        }
        HttpRequest request =
                HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/json")
                        .header("Prefer", preference())
                        .timeout(TIMEOUT)
                        .POST(BodyPublishers.ofByteArray(transfers.nextLine()))
                        .build();
        CompletableFuture<?> _ =
                client.sendAsync(request, BodyHandlers.ofByteArray())
                        .whenComplete((answer, failure) -> {
                            String status = status(answer, failure);
                            outcomes.answered(lane.told(), status, due, System.nanoTime());
                            room.release();
                        });
    }

    private String preference() {
        return switch (lane.told()) {
            case ACCEPTED -> "respond-async";
            case SETTLED -> "wait=30";
        };
    }

    private static String status(
            @Nullable HttpResponse<byte[]> answer, @Nullable Throwable failure) {
        if (answer == null) {
            return failure == null ? "no answer" : failure.getClass().getSimpleName();
        }
        if (answer.statusCode() >= 300) {
            return "HTTP " + answer.statusCode();
        }
        return Status.in(answer.body(), 0, answer.body().length);
    }
}
