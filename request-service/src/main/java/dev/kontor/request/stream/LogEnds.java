package dev.kontor.request.stream;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Asks Kafka where the partitions end that have acknowledged something: a loss shows there before
/// anybody appends again. A partition whose leader is not known or not sure yet has no answer, and
/// is asked the next time.
///
/// Not thread-safe.
final class LogEnds implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Supplier<Admin> admins;
    private final Acknowledged acknowledged;
    private @Nullable Admin admin;

    LogEnds(Supplier<Admin> admins, Acknowledged acknowledged) {
        this.admins = admins;
        this.acknowledged = acknowledged;
    }

    /// Answers within four seconds.
    ///
    /// @throws IllegalStateException if Kafka says nothing of any partition
    void ask() throws InterruptedException {
        if (admin == null) {
            admin = admins.get();
        }
        Map<TopicPartition, Long> before = acknowledged.upToNow();
        ListOffsetsResult asked =
                admin.listOffsets(
                        before.keySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                partition -> partition, _ -> OffsetSpec.latest())));
        long end = System.nanoTime() + PATIENCE_NANOS;
        int answers = 0;
        Exception unanswered = null;
        for (Map.Entry<TopicPartition, Long> each : before.entrySet()) {
            try {
                ListOffsetsResultInfo found =
                        asked.partitionResult(each.getKey())
                                .get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                acknowledged.ends(each.getKey(), found.offset(), each.getValue());
                answers++;
            } catch (ExecutionException | TimeoutException e) {
                unanswered = e;
            }
        }
        if (answers == 0 && unanswered != null) {
            throw new IllegalStateException("Kafka does not say where its topics end", unanswered);
        }
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
