package dev.kontor.events.topic;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/// Asks Kafka whether the source topics can be written and read: every partition has a leader, and
/// as many replicas in sync as have to acknowledge.
///
/// Not thread-safe.
public final class SourceLeaders implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 3_000;
    private static final List<String> SOURCES =
            Arrays.stream(Topic.values()).filter(Topic::isSource).map(Topic::topicName).toList();

    private final Supplier<Admin> admins;
    private final TopicSettings settings;
    private @Nullable Admin admin;

    public SourceLeaders(Supplier<Admin> admins, TopicSettings settings) {
        this.admins = admins;
        this.settings = settings;
    }

    /// Answers within four seconds.
    ///
    /// @throws IllegalStateException if Kafka does not answer, or a partition cannot be written
    public void ask() throws InterruptedException {
        if (admin == null) {
            admin = admins.get();
        }
        try {
            Map<String, TopicDescription> topics =
                    admin.describeTopics(SOURCES)
                            .allTopicNames()
                            .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            topics.forEach(this::check);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer", e);
        }
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    private void check(String topic, TopicDescription found) {
        for (TopicPartitionInfo partition : found.partitions()) {
            @Nullable Node leader = partition.leader();
            if (leader == null
                    || leader.isEmpty()
                    || partition.isr().size() < settings.minInSyncReplicas()) {
                throw new IllegalStateException(
                        "partition %d of %s lacks replicas"
                                .formatted(partition.partition(), topic));
            }
        }
    }
}
