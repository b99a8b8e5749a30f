package dev.kontor.events.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {
    private static final String FLUSH_LOOKS = "log.flush.scheduler.interval.ms";

    @ParameterizedTest
    @CsvSource({"1, 1, true, true", "3, 1, true, true", "3, 2, true, false", "1, 1, false, false"})
    void reliesOnFlushingWhereOneReplicaAloneAcknowledges(
            int replicas, int inSync, boolean flushOnAppend, boolean relies) {
        assertThat(new TopicSettings(1, 1, replicas, inSync, flushOnAppend).reliesOnFlushing())
                .isEqualTo(relies);
    }

    @ParameterizedTest
    @CsvSource({"1", "500", "5000"})
    void takesABrokerThatLooksOftenEnoughForLogsToFlush(String millis) {
        assertThat(Topics.flushFault("1", broker(FLUSH_LOOKS, millis))).isEmpty();
    }

    @Test
    void refusesABrokerThatNeverLooksForLogsToFlush() {
        assertThat(Topics.flushFault("1", broker(FLUSH_LOOKS, "9223372036854775807")))
                .contains(
                        "broker 1 has log.flush.scheduler.interval.ms=9223372036854775807, so it"
                                + " would not flush the topics that have flush.ms, and a power cut"
                                + " would take what it acknowledged: set it to 5000 or less in the"
                                + " broker's properties, or have two replicas acknowledge");
        assertThat(Topics.flushFault("1", broker(FLUSH_LOOKS, "5001"))).isPresent();
        assertThat(Topics.flushFault("1", broker(FLUSH_LOOKS, null))).isPresent();
        assertThat(Topics.flushFault("1", broker("another.setting", "1"))).isPresent();
    }

    private static Config broker(String name, @Nullable String value) {
        return new Config(List.of(new ConfigEntry(name, value)));
    }
}
