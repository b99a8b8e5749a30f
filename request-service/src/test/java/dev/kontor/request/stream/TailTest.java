package dev.kontor.request.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.topic.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TailTest {
    private static final String TOPIC = Topic.ACCOUNTS.topicName();

    @Test
    void asksAgainForATopicThatTheBrokerDoesNotKnowYet() throws InterruptedException {
        Queue<MockConsumer<byte[], byte[]>> consumers =
                new ArrayDeque<>(List.of(consumer(), knowing(consumer())));
        try (Tail tail =
                new Tail(
                        List.of(Topic.ACCOUNTS), Tail.From.BEGINNING, _ -> {}, consumers::remove)) {
            tail.start();

            assertThat(tail.awaitCaughtUp(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(consumers).isEmpty();
    }

    private static MockConsumer<byte[], byte[]> consumer() {
        return new MockConsumer<>("earliest");
    }

    private static MockConsumer<byte[], byte[]> knowing(MockConsumer<byte[], byte[]> consumer) {
        Node leader = new Node(1, "127.0.0.1", 9092);
        Node[] replicas = {leader};
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        consumer.updatePartitions(
                TOPIC, List.of(new PartitionInfo(TOPIC, 0, leader, replicas, replicas)));
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, 0L));
        return consumer;
    }
}
