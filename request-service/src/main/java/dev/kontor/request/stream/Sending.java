package dev.kontor.request.stream;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// One call of `send`, and what its end means.
///
/// Kafka tells a failure before it has taken the record in (no metadata, no memory, too large) on
/// the caller's thread and before `send` returns: then nothing was sent. Any failure after that is
/// told by its own thread, when the record may have reached the broker, whatever the exception is
/// called.
final class Sending implements Callback {
    private final Acknowledged acknowledged;
    private final TopicPartition partition;
    private final long before;
    private final CompletableFuture<AppendFate> fate = new CompletableFuture<>();
    private final Thread caller = Thread.currentThread();
    private volatile boolean returned;

    /// To be made before `send` is called.
    ///
    /// @param acknowledged is told of the record's offset
    Sending(TopicPartition partition, Acknowledged acknowledged) {
        this.acknowledged = acknowledged;
        this.partition = partition;
        this.before = acknowledged.upToNow(partition);
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure == null) {
            if (metadata != null && metadata.hasOffset()) { // it has none if it came twice
                acknowledged.acknowledged(partition, metadata.offset(), before);
            }
            fate.complete(AppendFate.DURABLE);
        } else {
            boolean taken = returned || Thread.currentThread() != caller;
            fate.complete(taken ? AppendFate.UNKNOWN : AppendFate.REFUSED);
        }
    }

    void returned() {
        returned = true;
    }

    CompletableFuture<AppendFate> fate() {
        return fate;
    }
}
