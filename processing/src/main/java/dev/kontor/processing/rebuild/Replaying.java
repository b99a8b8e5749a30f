package dev.kontor.processing.rebuild;

import dev.kontor.events.topic.Topic;
import dev.kontor.processing.Processor;
import dev.kontor.processing.Replay;
import dev.kontor.processing.Replays;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// All topics of a service, applied once more by several threads, each with partitions of its own.
final class Replaying implements AutoCloseable {
    static final long NO_DEADLINE = System.nanoTime() + Long.MAX_VALUE / 2;

    private static final long LOOK_MILLIS = 100;

    private final Replays replays;
    private final List<Share> shares = new ArrayList<>();
    private final ExecutorService threads;

    private record Share(Topic topic, Replay<?> replay) {}

    /// @param processors makes new ones, one for each topic
    /// @param perTopic how many apply one topic
    Replaying(Replays replays, Supplier<List<Processor<?>>> processors, int perTopic) {
        this.replays = replays;
        for (int i = 0; i < perTopic; i++) {
            for (Processor<?> processor : processors.get()) {
                share(processor, i, perTopic);
            }
        }
        this.threads = Executors.newFixedThreadPool(shares.size());
    }

    private void share(Processor<?> processor, int index, int of) {
        Topic topic = processor.source();
        List<Integer> partitions =
                IntStream.range(0, replays.partitions(topic))
                        .filter(partition -> partition % of == index)
                        .boxed()
                        .toList();
        if (!partitions.isEmpty()) {
            shares.add(new Share(topic, replays.of(processor, partitions)));
        }
    }

    /// Applies what lies before the targets.
    ///
    /// @param deadline by [System#nanoTime]
    /// @param meanwhile called a few times a second
    /// @return whether all of it has been applied
    boolean to(Positions targets, long deadline, Runnable meanwhile) {
        List<Future<Boolean>> all = new ArrayList<>();
        for (Share share : shares) {
            Map<Integer, Long> next = targets.next(share.topic().topicName());
            all.add(threads.submit(() -> share.replay().to(next, deadline)));
        }
        boolean isDone = true;
        for (Future<Boolean> each : all) {
            isDone &= await(each, meanwhile);
        }
        return isDone;
    }

    /// @return a partition of which more has been applied than the log holds
    Optional<Positions.Partition> beyondLog(Positions positions) {
        for (Topic topic : shares.stream().map(Share::topic).distinct().toList()) {
            Map<Integer, Long> ends = replays.ends(topic);
            for (Map.Entry<Integer, Long> next : positions.next(topic.topicName()).entrySet()) {
                if (next.getValue() > ends.getOrDefault(next.getKey(), 0L)) {
                    return Optional.of(new Positions.Partition(topic.topicName(), next.getKey()));
                }
            }
        }
        return Optional.empty();
    }

    /// How many records have been applied since this began.
    long applied() {
        return shares.stream().mapToLong(share -> share.replay().applied()).sum();
    }

    private static boolean await(Future<Boolean> share, Runnable meanwhile) {
        while (true) {
            try {
                return share.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                meanwhile.run();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RebuildException("It was interrupted.");
            }
        }
    }

    /// What is under way is given up.
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
        shares.forEach(share -> share.replay().close());
    }
}
