package dev.kontor.events.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TopicTest {
    @ParameterizedTest
    @CsvSource({
        "TRANSFERS, transfers, 12, 1, , delete",
        "INSTRUCTIONS, instructions, 8, 1, , delete",
        "TRANSFER_EVENTS, transfer-events, 12, , 1000, delete",
        "ACCOUNT_EVENTS, account-events, 8, , 1000, delete",
        "ACCOUNTS, accounts, 8, , 1000, compact",
        "DEAD_LETTERS, dead-letters, 1, , 1000, delete"
    })
    void isLaidOutSoThatNothingIsLost(
            Topic topic,
            String name,
            int partitions,
            String flushMessages,
            String flushMillis,
            String cleanup) {
        TopicSettings settings = new TopicSettings(12, 8, 3, 2, true);

        assertThat(Topic.named(name)).isEqualTo(topic);
        assertThat(settings.partitions(topic)).isEqualTo(partitions);
        assertThat(settings.configs(topic))
                .containsEntry("cleanup.policy", cleanup)
                .containsEntry("retention.ms", "-1")
                .containsEntry("retention.bytes", "-1")
                .containsEntry("unclean.leader.election.enable", "false")
                .containsEntry("min.insync.replicas", "2");
        assertThat(settings.configs(topic).get("flush.messages")).isEqualTo(flushMessages);
        assertThat(settings.configs(topic).get("flush.ms")).isEqualTo(flushMillis);
    }

    @Test
    void needsNoFlushWhereReplicasKeepWhatWasAcknowledged() {
        assertThat(new TopicSettings(12, 12, 3, 2, false).configs(Topic.TRANSFERS))
                .doesNotContainKeys("flush.messages", "flush.ms");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1, 1", "1, 0, 1, 1", "1, 1, 1, 0", "1, 1, 1, 2", "1, 1, 0, 0"})
    void refusesSettingsThatCannotBe(int transfers, int accounts, int replicas, int inSync) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicSettings(transfers, accounts, replicas, inSync, true));
    }

    @Test
    void takesWhatIsSetAndTheRestAsOnOneMachine() {
        Map<String, String> set =
                Map.of(
                        "kontor.topics.account-partitions", "48",
                        "kontor.topics.replication-factor", "3",
                        "kontor.topics.min-in-sync-replicas", "2",
                        "kontor.topics.flush-on-append", "false");
        assertThat(TopicSettings.of(set::get)).isEqualTo(new TopicSettings(12, 48, 3, 2, false));
        assertThat(TopicSettings.of(_ -> null)).isEqualTo(TopicSettings.LOCAL);
    }

    @ParameterizedTest
    @CsvSource({
        "transfer-partitions, twelve",
        "account-partitions, 1.5",
        "min-in-sync-replicas, 2",
        "flush-on-append, yes"
    })
    void refusesSettingsThatMeanNothing(String name, String value) {
        Map<String, String> set = Map.of("kontor.topics." + name, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicSettings.of(set::get))
                .withMessageContaining(name);
    }

    @Test
    void putsKeysWhereKafkaPutsThem() {
        for (int partitions : new int[] {1, 3, 12, 50}) {
            for (int i = 0; i < 200; i++) {
                byte[] key = ("default/" + new UUID(i, 31L * i)).getBytes(StandardCharsets.UTF_8);
                assertThat(Partitions.of(key, partitions))
                        .isEqualTo(BuiltInPartitioner.partitionForKey(key, partitions));
            }
        }
        byte[] alice = "default/alice".getBytes(StandardCharsets.UTF_8);
        assertThat(Partitions.of(alice, 12)).as("for ever").isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource
    void readsWhoWroteARecord(Writer writer) {
        assertThat(Writer.parse(writer.text())).contains(writer);
        assertThat(Writer.parse(writer.name())).isEmpty();
    }
}
