package dev.kontor.cli.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.proto.AccountFactsRecord;
import dev.kontor.events.proto.AccountHint;
import dev.kontor.events.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TopicLinesTest {

    private final TopicLines lines = new TopicLines(Topic.ACCOUNTS);

    @Test
    void saysWhereARecordIsAndWhatIsInIt() {
        byte[] value =
                AccountFactsRecord.newBuilder()
                        .setTenant("default")
                        .setAccount("alice")
                        .setFacts(AccountHint.newBuilder().setCurrency("EUR"))
                        .build()
                        .toByteArray();
        assertThat(lines.line(entry(value)))
                .isEqualTo(
                        "{\"topic\":\"accounts\",\"partition\":3,\"offset\":42,"
                                + "\"timestamp\":\"1970-01-01T00:00:00Z\","
                                + "\"key\":\"default/alice\","
                                + "\"headers\":{\"writer\":\"account-service\"},"
                                + "\"value\":{\"rules\":0,\"tenant\":\"default\","
                                + "\"account\":\"alice\",\"facts\":{\"currency\":\"EUR\","
                                + "\"without_limit\":false,\"closed\":false}}}");
    }

    @Test
    void showsWhatItCannotRead() {
        assertThat(lines.line(entry(new byte[] {7}))).contains("\"bytes\":\"Bw==\"", "unreadable");
        assertThat(lines.line(entry(null))).endsWith("\"value\":null}");
    }

    private static ConsumerRecord<byte[], byte[]> entry(byte @Nullable [] value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("writer", "account-service".getBytes(StandardCharsets.UTF_8));
        return new ConsumerRecord<>(
                "accounts",
                3,
                42,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                "default/alice".getBytes(StandardCharsets.UTF_8),
                value,
                headers,
                Optional.empty());
    }
}
