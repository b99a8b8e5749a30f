package dev.kontor.processing.deadletter;

import dev.kontor.events.topic.Topic;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A topic that this service reads, and so may have dead letters of.
///
/// @param partitions how many it has
public record LetterSource(Topic topic, int partitions, Check check) {
    /// Reads a record as if it came from the topic.
    @FunctionalInterface
    public interface Check {
        /// @return why this build would not apply it; empty: it would
        Optional<String> refusalOf(ConsumerRecord<byte[], byte[]> record);
    }
}
