package dev.kontor.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.codec.DeadLetters;
import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.DeadLetter;
import dev.kontor.events.topic.Partitions;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// What the instances of a toy service share: log, database and brokers, all in memory.
final class ToyCluster {
    static final int PARTITIONS = 3;

    final InMemoryLog log = new InMemoryLog();
    final InMemoryStore store = new InMemoryStore();
    final InMemoryBroker broker = new InMemoryBroker();
    private int made;

    ShellInstance instance() {
        return new ShellInstance(log, store, broker, PARTITIONS);
    }

    /// @return the keys of as many good requests
    List<String> append(int partition, int count) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(append(partition, ToyProcessor.REQUEST, Writer.REQUEST_SERVICE.text()));
        }
        return keys;
    }

    String append(int partition, String kind, @Nullable String writer) {
        byte[] key;
        do {
            key = ("key-" + made++).getBytes(StandardCharsets.UTF_8);
        } while (Partitions.of(key, PARTITIONS) != partition);
        log.append(partition, key, kind.getBytes(StandardCharsets.UTF_8), writer);
        return new String(key, StandardCharsets.UTF_8);
    }

    /// @return the only dead letter there is
    DeadLetter letter() throws UnreadableRecordException, FutureRecordException {
        List<ProducerRecord<byte[], byte[]>> letters =
                broker.sent().stream()
                        .filter(sent -> sent.topic().equals(Topic.DEAD_LETTERS.topicName()))
                        .toList();
        assertThat(letters).hasSize(1);
        return (DeadLetter) DeadLetters.decode(letters.getFirst().value());
    }

    void assertApplied(List<String> keys) {
        assertThat(keys).allSatisfy(key -> assertThat(store.times(key)).isEqualTo(1));
    }
}
