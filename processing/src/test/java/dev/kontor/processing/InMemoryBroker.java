package dev.kontor.processing;

import dev.kontor.events.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Brokers in memory: what each producer's sends come to is decided by the test.
final class InMemoryBroker {
    private static final int PARTITIONS = 12;
    private static final Cluster CLUSTER = cluster();

    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private boolean acknowledges = true;

    private static Cluster cluster() {
        List<PartitionInfo> partitions = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            for (int i = 0; i < PARTITIONS; i++) {
                partitions.add(
                        new PartitionInfo(topic.topicName(), i, null, new Node[0], new Node[0]));
            }
        }
        return new Cluster("twin", List.of(), partitions, Set.of(), Set.of());
    }

    Producer<byte[], byte[]> producer() {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(
                        CLUSTER,
                        acknowledges,
                        null,
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        producers.add(producer);
        return producer;
    }

    /// From the next producer on, sends wait for [#acknowledgeOne] or [#failOne].
    void hold() {
        acknowledges = false;
    }

    /// From the next producer on, sends are acknowledged at once.
    void flow() {
        acknowledges = true;
    }

    void acknowledgeOne() {
        producers.getLast().completeNext();
    }

    void failOne() {
        producers.getLast().errorNext(new TimeoutException("as told"));
    }

    boolean isClosed() {
        return producers.getLast().closed();
    }

    int producers() {
        return producers.size();
    }

    List<ProducerRecord<byte[], byte[]>> sent() {
        return producers.stream().flatMap(each -> each.history().stream()).toList();
    }

    /// @return the keys of all that was sent, in order
    List<String> keys() {
        return sent().stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .toList();
    }
}
