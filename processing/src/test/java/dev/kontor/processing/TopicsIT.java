package dev.kontor.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.TopicSettings;
import dev.kontor.events.topic.Topics;
import dev.kontor.events.topic.UnsafeTopicException;
import dev.kontor.local.TestServers;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The topics, on a real broker. They are those of all tests of this JVM, so they are left as
/// found.
class TopicsIT {
    private final Admin admin =
            Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()));
    private final Topics topics = new Topics(admin, TopicSettings.LOCAL);

    @BeforeEach
    void create() {
        topics.ensure();
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void createsThemOnceAndFindsThemSafe() throws Exception {
        topics.ensure();

        assertThat(admin.listTopics().names().get())
                .contains("transfers", "instructions", "accounts", "dead-letters");
    }

    @Test
    void refusesTopicsThatForget() throws Exception {
        try {
            retain("60000");
            assertThatThrownBy(topics::ensure)
                    .isInstanceOf(UnsafeTopicException.class)
                    .hasMessage(
                            "the topics are not safe for money: dead-letters has"
                                    + " retention.ms=60000,"
                                    + " not -1");
        } finally {
            retain("-1");
        }
    }

    @Test
    void refusesTopicsThatAreLaidOutOtherwise() {
        TopicSettings others = new TopicSettings(12, 7, 3, 1, true);

        assertThatThrownBy(() -> new Topics(admin, others).ensure())
                .isInstanceOf(UnsafeTopicException.class)
                .hasMessageContaining("instructions has 12 partitions, not 7")
                .hasMessageContaining("transfers has 1 replicas, not 3")
                .hasMessageNotContaining("transfers has 12 partitions");
    }

    private void retain(String millis) throws Exception {
        ConfigResource letters =
                new ConfigResource(ConfigResource.Type.TOPIC, Topic.DEAD_LETTERS.topicName());
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry("retention.ms", millis), OpType.SET);
        admin.incrementalAlterConfigs(Map.of(letters, List.of(set))).all().get();
    }
}
