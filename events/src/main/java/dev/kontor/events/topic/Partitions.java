package dev.kontor.events.topic;

import org.apache.kafka.common.utils.Utils;

/// Which partition a key belongs to: the same for every producer, for ever.
public final class Partitions {
    private Partitions() {}

    /// @return murmur2 over the key's bytes, as Kafka's own default has it
    public static int of(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
