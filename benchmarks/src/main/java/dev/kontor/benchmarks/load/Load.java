package dev.kontor.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Transfers on several lanes at once.
///
/// @param door how they are handed in
/// @param shape which accounts pay which
public record Load(Door door, List<Lane> lanes, Shape shape, Ids ids) {

    /// The endpoint that takes them.
    public enum Door {
        /// One request for each.
        SINGLE,
        /// One request for each lane, with a line for each.
        BULK
    }

    public Load {
        lanes = List.copyOf(lanes);
    }

    /// Sends it all, and returns when all of it is answered.
    ///
    /// @param base of request-service
    public Outcomes send(URI base, Extent extent) throws IOException, InterruptedException {
        Outcomes outcomes = new Outcomes();
        try (HttpClient client =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> running = new ArrayList<>();
            for (Lane lane : lanes) {
                Transfers transfers = new Transfers(shape, ids);
                Callable<Void> work =
                        () -> {
                            switch (door) {
                                case SINGLE ->
                                        new SingleLane(
                                                        client, base, lane, transfers, extent,
                                                        outcomes)
                                                .run();
                                case BULK ->
                                        new BulkLane(base, lane, transfers, extent, outcomes).run();
                            }
                            return null;
                        };
                running.add(threads.submit(work));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a lane of the load has failed", e.getCause());
        }
        return outcomes;
    }
}
