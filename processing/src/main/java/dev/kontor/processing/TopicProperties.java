package dev.kontor.processing;

import dev.kontor.events.topic.TopicSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the topics are laid out: [TopicSettings]. All services must be told the same; each refuses
/// to start against topics that are laid out otherwise.
@ConfigurationProperties("kontor.topics")
record TopicProperties(
        @DefaultValue("12") int transferPartitions,
        @DefaultValue("12") int accountPartitions,
        @DefaultValue("1") int replicationFactor,
        @DefaultValue("1") int minInSyncReplicas,
        @DefaultValue("true") boolean flushOnAppend) {
    TopicSettings settings() {
        return new TopicSettings(
                transferPartitions,
                accountPartitions,
                replicationFactor,
                minInSyncReplicas,
                flushOnAppend);
    }
}
