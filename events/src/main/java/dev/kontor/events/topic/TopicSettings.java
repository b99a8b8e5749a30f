package dev.kontor.events.topic;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How the topics are laid out. Partition counts never change once there are records.
///
/// @param transferPartitions of the topics keyed by transfer id
/// @param accountPartitions of the topics keyed by account id
/// @param replicationFactor 3 in production
/// @param minInSyncReplicas 2 in production
/// @param flushOnAppend whether the source topics reach the disk before an append is acknowledged:
///     needed with one broker, where a power cut else takes what was just acknowledged
public record TopicSettings(
        int transferPartitions,
        int accountPartitions,
        int replicationFactor,
        int minInSyncReplicas,
        boolean flushOnAppend) {

    private static final String PREFIX = "kontor.topics.";

    /// Twice what any source record may have: a dead letter carries one whole, and says where it
    /// stood.
    private static final String DEAD_LETTER_BYTES = "2097152";

    /// How old the last unflushed record of a topic may become that can be derived from others.
    private static final String FLUSH_MILLIS = "1000";

    public static final TopicSettings LOCAL = new TopicSettings(12, 12, 1, 1, true);

    public TopicSettings {
        if (transferPartitions < 1 || accountPartitions < 1) {
            throw new IllegalArgumentException("a topic has one partition or more");
        }
        if (minInSyncReplicas < 1 || minInSyncReplicas > replicationFactor) {
            throw new IllegalArgumentException(
                    "min-in-sync-replicas must be 1 to the replication factor");
        }
    }

    /// What is set below `kontor.topics.`: `transfer-partitions`, `account-partitions`,
    /// `replication-factor`, `min-in-sync-replicas` and `flush-on-append`; the rest is as in
    /// [#LOCAL]. All services must be told the same: each refuses to start against topics that are
    /// laid out otherwise.
    ///
    /// @param setting the value of a name, null if it is not set
    /// @throws IllegalArgumentException if a value is malformed or makes no sense
    public static TopicSettings of(Function<String, @Nullable String> setting) {
        return new TopicSettings(
                number(setting, "transfer-partitions", LOCAL.transferPartitions),
                number(setting, "account-partitions", LOCAL.accountPartitions),
                number(setting, "replication-factor", LOCAL.replicationFactor),
                number(setting, "min-in-sync-replicas", LOCAL.minInSyncReplicas),
                flag(setting, "flush-on-append", LOCAL.flushOnAppend));
    }

    /// @return whether what was acknowledged may still be lost in a power cut unless the broker
    ///     flushes it; with two replicas that acknowledge, another broker has it
    boolean reliesOnFlushing() {
        return flushOnAppend && minInSyncReplicas == 1;
    }

    public int partitions(Topic topic) {
        return switch (topic.keyed()) {
            case BY_TRANSFER -> transferPartitions;
            case BY_ACCOUNT -> accountPartitions;
            case BY_NOTHING -> 1;
        };
    }

    /// @return the settings that a topic must have, as Kafka spells them
    public Map<String, String> configs(Topic topic) {
        Map<String, String> configs = new LinkedHashMap<>();
        configs.put("cleanup.policy", topic.isCompacted() ? "compact" : "delete");
        configs.put("retention.ms", "-1");
        configs.put("retention.bytes", "-1");
        configs.put("unclean.leader.election.enable", "false");
        configs.put("min.insync.replicas", Integer.toString(minInSyncReplicas));
        if (flushOnAppend) {
            configs.put(
                    topic.isSource() ? "flush.messages" : "flush.ms",
                    topic.isSource() ? "1" : FLUSH_MILLIS);
        }
        if (topic == Topic.DEAD_LETTERS) {
            configs.put("max.message.bytes", DEAD_LETTER_BYTES);
        }
        return configs;
    }

    private static int number(
            Function<String, @Nullable String> setting, String name, int otherwise) {
        String value = setting.apply(PREFIX + name);
        try {
            return value == null ? otherwise : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s%s must be a whole number: %s".formatted(PREFIX, name, value), e);
        }
    }

    private static boolean flag(
            Function<String, @Nullable String> setting, String name, boolean otherwise) {
        String value = setting.apply(PREFIX + name);
        return switch (value) {
            case null -> otherwise;
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new IllegalArgumentException(
                            "%s%s must be true or false: %s".formatted(PREFIX, name, value));
        };
    }
}
