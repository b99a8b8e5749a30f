package dev.kontor.processing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AssignmentCommitOption;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.Acknowledgment;

/// Feeds a shell from a consumer group: Spring Kafka's container polls, the shell takes its turn on
/// the container's thread after each poll.
final class KafkaSource<R> implements SourceControl {
    /// How long a poll waits for records, and so how often an idle shell gets its turn.
    private static final long POLL_MILLIS = 100;

    /// Group offsets are for tools that show lag; nothing depends on them.
    private static final long GROUP_OFFSET_MILLIS = 1_000;

    private static final Duration AUTHENTICATION_RETRY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(KafkaSource.class);

    private final String topic;
    private final KafkaMessageListenerContainer<byte[], byte[]> container;
    private final Shell<R> shell;
    private @Nullable Consumer<?, ?> consumer;

    /// @param shells makes the shell that this source feeds
    KafkaSource(
            String topic,
            String group,
            ConsumerFactory<byte[], byte[]> consumers,
            Function<SourceControl, Shell<R>> shells) {
        this.topic = topic;
        this.container = new KafkaMessageListenerContainer<>(consumers, properties(topic, group));
        this.shell = shells.apply(this);
        container.setBeanName(group);
        container.setCommonErrorHandler(new ContainerFaults());
        container.getContainerProperties().setMessageListener(new Turns());
        container.getContainerProperties().setConsumerRebalanceListener(new Rebalances());
        container.setApplicationEventPublisher(event -> {
            if (event instanceof ListenerContainerIdleEvent idle) {
                consumer = idle.getConsumer();
                shell.turn(Map.of());
            }
        });
    }

    private static ContainerProperties properties(String topic, String group) {
        ContainerProperties properties = new ContainerProperties(topic);
        properties.setGroupId(group);
        properties.setPollTimeout(POLL_MILLIS);
        // Every poll that brings nothing is a turn all the same.
        properties.setIdleEventInterval(1L);
        properties.setIdleBeforeDataMultiplier(1);
        properties.setAuthExceptionRetryInterval(AUTHENTICATION_RETRY);
        properties.setAckMode(ContainerProperties.AckMode.TIME);
        properties.setAckTime(GROUP_OFFSET_MILLIS);
        properties.setSyncCommits(false);
        properties.setCommitCallback(KafkaSource::groupOffsetsCommitted);
        properties.setAssignmentCommitOption(AssignmentCommitOption.NEVER);
        properties.setListenerTaskExecutor(new SimpleAsyncTaskExecutor(group + "-"));
        properties.setShutdownTimeout(30_000);
        return properties;
    }

    private static void groupOffsetsCommitted(
            Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failure) {
        if (failure != null) {
            LOG.debug("the group's offsets were not kept", failure);
        }
    }

    void start() {
        container.start();
    }

    void stop() {
        container.stop();
    }

    @Override
    public void resumeAt(int partition, Position position) {
        TopicPartition it = new TopicPartition(topic, partition);
        consumer()
                .seek(
                        it,
                        new OffsetAndMetadata(
                                position.next(), Optional.ofNullable(position.leaderEpoch()), ""));
        consumer().resume(List.of(it));
    }

    /// From a position without an epoch polling never fails for a log that was cut, and for all
    /// other partitions with it.
    @Override
    public void pause(int partition, Position position) {
        TopicPartition it = new TopicPartition(topic, partition);
        if (consumer().assignment().contains(it)) {
            consumer().pause(List.of(it));
            consumer().seek(it, position.next());
        }
    }

    /// With no time to wait the client only sends the request, and takes the answer in while it is
    /// polled.
    @Override
    public void askForEnds(Collection<Integer> partitions) {
        Set<TopicPartition> assigned = consumer().assignment();
        List<TopicPartition> asked =
                partitions.stream()
                        .map(partition -> new TopicPartition(topic, partition))
                        .filter(assigned::contains)
                        .toList();
        if (!asked.isEmpty()) {
            consumer().endOffsets(asked, Duration.ZERO);
        }
    }

    @Override
    public OptionalLong unread(int partition) {
        TopicPartition it = new TopicPartition(topic, partition);
        return consumer().assignment().contains(it)
                ? consumer().currentLag(it)
                : OptionalLong.empty();
    }

    private Consumer<?, ?> consumer() {
        if (consumer == null) {
            throw new IllegalStateException("the shell took a turn outside of the container");
        }
        return consumer;
    }

    private final class Turns
            implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]> {
        @Override
        public boolean wantsPollResult() {
            return true;
        }

        @Override
        public void onMessage(
                ConsumerRecords<byte[], byte[]> records,
                @Nullable Acknowledgment acknowledgment,
                Consumer<byte[], byte[]> from) {
            take(records, from);
        }

        @Override
        public void onMessage(
                List<ConsumerRecord<byte[], byte[]>> records,
                @Nullable Acknowledgment acknowledgment,
                @Nullable Consumer<?, ?> from) {
            throw new IllegalStateException("the container hands over whole polls");
        }

        private void take(ConsumerRecords<byte[], byte[]> records, Consumer<?, ?> from) {
            consumer = from;
            Map<Integer, List<ConsumerRecord<byte[], byte[]>>> polled = new HashMap<>();
            for (TopicPartition partition : records.partitions()) {
                polled.put(partition.partition(), records.records(partition));
            }
            shell.turn(polled);
        }
    }

    private final class Rebalances implements ConsumerAwareRebalanceListener {
        @Override
        public void onPartitionsAssigned(
                Consumer<?, ?> from, Collection<TopicPartition> partitions) {
            consumer = from;
            // Where to read is for the shell to say, which pauses them at a position of its own;
            // without any the client would ask the group, which knows nothing that counts.
            shell.assigned(partitions.stream().map(TopicPartition::partition).toList());
        }

        @Override
        public void onPartitionsRevokedAfterCommit(
                Consumer<?, ?> from, Collection<TopicPartition> partitions) {
            revoked(from, partitions);
        }

        @Override
        public void onPartitionsLost(Consumer<?, ?> from, Collection<TopicPartition> partitions) {
            revoked(from, partitions);
        }

        private void revoked(Consumer<?, ?> from, Collection<TopicPartition> partitions) {
            consumer = from;
            shell.revoked(partitions.stream().map(TopicPartition::partition).toList());
        }
    }

    /// What polling itself throws. A log that is shorter than, or other than, what was read halts
    /// the partition, and so does one with a record that is damaged; anything else passes, and the
    /// next poll tries again.
    private final class ContainerFaults implements CommonErrorHandler {
        private final DamagedRecords damaged = new DamagedRecords(topic);

        @Override
        public void handleOtherException(
                Exception thrown,
                Consumer<?, ?> from,
                MessageListenerContainer faulty,
                boolean batchListener) {
            consumer = from;
            Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
            if (thrown instanceof OffsetOutOfRangeException broken) {
                halt(broken);
            } else if (cause instanceof OffsetOutOfRangeException broken) {
                halt(broken);
            } else {
                LOG.warn("polling {} failed: {}", topic, thrown.toString());
                damaged.lastsIn(thrown)
                        .ifPresent(partition ->
                                shell.logBroke(
                                        partition,
                                        "a record of the log is damaged: restore the log ("
                                                + cause.getMessage()
                                                + ")"));
            }
        }

        private void halt(OffsetOutOfRangeException broken) {
            for (TopicPartition partition : new ArrayList<>(broken.partitions())) {
                shell.logBroke(
                        partition.partition(),
                        "the log was cut below what has been applied: restore the log ("
                                + broken.getMessage()
                                + ")");
            }
        }

        @Override
        public boolean isAckAfterHandle() {
            return false;
        }
    }
}
