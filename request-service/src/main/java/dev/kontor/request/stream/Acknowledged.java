package dev.kontor.request.stream;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far the log has acknowledged what this instance appended, and where it has lost some of it
/// since.
///
/// Offsets are used again after a loss, so nobody who reads can tell; the one who was told that the
/// records are durable can, as long as it lives. What was lost was promised to clients, so it is an
/// alarm, which stands until the service is started again.
final class Acknowledged {
    private static final long NOTHING = -1;
    private static final Logger LOG = LoggerFactory.getLogger(Acknowledged.class);

    private final Map<TopicPartition, Long> highest = new ConcurrentHashMap<>();
    private final Map<TopicPartition, String> lost = new ConcurrentHashMap<>();

    /// The highest offset that was acknowledged so far: whatever is appended from now on stands
    /// above it.
    long upToNow(TopicPartition partition) {
        return highest.getOrDefault(partition, NOTHING);
    }

    /// The same of all partitions of which there is one: an end that is asked for from now on lies
    /// above it.
    Map<TopicPartition, Long> upToNow() {
        return Map.copyOf(highest);
    }

    /// @param before [#upToNow] before it was sent
    void acknowledged(TopicPartition partition, long offset, long before) {
        if (offset <= before) {
            lose(
                    partition,
                    "an append was acknowledged at offset %d, after one at offset %d"
                            .formatted(offset, before));
        }
        highest.merge(partition, offset, Math::max);
    }

    /// @param end the offset after the last record
    /// @param before [#upToNow] before it was asked for
    void ends(TopicPartition partition, long end, long before) {
        if (end <= before) {
            lose(
                    partition,
                    "it ends before offset %d, and offset %d was acknowledged"
                            .formatted(end, before));
        }
    }

    /// @return which partitions have lost what was acknowledged, and by what that shows
    List<String> lost() {
        return lost.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue())
                .sorted()
                .toList();
    }

    private void lose(TopicPartition partition, String sign) {
        if (lost.putIfAbsent(partition, sign) == null) {
            LOG.error("ALARM: {} has lost acknowledged requests: {}", partition, sign);
        }
    }
}
