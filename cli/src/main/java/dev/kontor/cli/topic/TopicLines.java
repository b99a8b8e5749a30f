package dev.kontor.cli.topic;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.kontor.cli.console.Json;
import dev.kontor.events.proto.AccountEventRecord;
import dev.kontor.events.proto.AccountFactsRecord;
import dev.kontor.events.proto.DeadLetterRecord;
import dev.kontor.events.proto.InstructionRecord;
import dev.kontor.events.proto.TransferEventRecord;
import dev.kontor.events.proto.TransferRecord;
import dev.kontor.events.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Turns the records of a topic into lines of JSON: where a record is, and what is in it.
final class TopicLines {

    private final Parser<? extends Message> parser;

    TopicLines(Topic topic) {
        this.parser = parser(topic);
    }

    String line(ConsumerRecord<byte[], byte[]> entry) {
        ObjectNode line = Json.object();
        line.put("topic", entry.topic());
        line.put("partition", entry.partition());
        line.put("offset", entry.offset());
        line.put("timestamp", Instant.ofEpochMilli(entry.timestamp()).toString());
        line.put("key", text(entry.key()));
        ObjectNode headers = line.putObject("headers");
        for (Header header : entry.headers()) {
            headers.put(header.key(), text(header.value()));
        }
        putValue(line, entry.value());
        return Json.compact(line);
    }

    /// What cannot be read is shown as it is, with the reason.
    private void putValue(ObjectNode line, byte @Nullable [] value) {
        if (value == null) {
            line.putNull("value");
            return;
        }
        try {
            line.set("value", RecordJson.of(parser.parseFrom(value)));
        } catch (InvalidProtocolBufferException e) {
            line.put("unreadable", e.getMessage());
            line.put("bytes", Base64.getEncoder().encodeToString(value));
        }
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static Parser<? extends Message> parser(Topic topic) {
        return switch (topic) {
            case TRANSFERS -> TransferRecord.parser();
            case INSTRUCTIONS -> InstructionRecord.parser();
            case TRANSFER_EVENTS -> TransferEventRecord.parser();
            case ACCOUNT_EVENTS -> AccountEventRecord.parser();
            case ACCOUNTS -> AccountFactsRecord.parser();
            case DEAD_LETTERS -> DeadLetterRecord.parser();
        };
    }
}
