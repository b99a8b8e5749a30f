package dev.kontor.events.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {
    @Test
    void letsNobodyConfigureAwayWhatAppendsRestOn() {
        Map<String, Object> configured =
                Map.of(
                        "bootstrap.servers", "there:9092",
                        "acks", "1",
                        "enable.idempotence", "false",
                        "max.in.flight.requests.per.connection", "6",
                        "linger.ms", "50",
                        "key.serializer", "other",
                        "value.serializer", "other");

        assertThat(ClientSettings.producer(configured))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "bootstrap.servers",
                                "there:9092",
                                "acks",
                                "all",
                                "enable.idempotence",
                                true,
                                "max.in.flight.requests.per.connection",
                                5,
                                "linger.ms",
                                0,
                                "key.serializer",
                                ByteArraySerializer.class,
                                "value.serializer",
                                ByteArraySerializer.class));
    }

    @Test
    void letsNobodyConfigureAwayWhatReadingRestsOn() {
        Map<String, Object> configured =
                Map.of(
                        "bootstrap.servers", "there:9092",
                        "enable.auto.commit", "true",
                        "auto.offset.reset", "latest",
                        "allow.auto.create.topics", "true",
                        "key.deserializer", "other",
                        "value.deserializer", "other");

        assertThat(ClientSettings.consumer(configured))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "bootstrap.servers",
                                "there:9092",
                                "enable.auto.commit",
                                false,
                                "auto.offset.reset",
                                "none",
                                "allow.auto.create.topics",
                                false,
                                "key.deserializer",
                                ByteArrayDeserializer.class,
                                "value.deserializer",
                                ByteArrayDeserializer.class));
    }
}
