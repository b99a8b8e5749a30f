package dev.kontor.processing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Brokers in memory: what each producer's sends come to is decided by the test.
final class InMemoryBroker {
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private boolean acknowledges = true;

    Producer<byte[], byte[]> producer() {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(
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
