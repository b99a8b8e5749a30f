package dev.kontor.events.codec;

import com.google.protobuf.ByteString;
import dev.kontor.events.model.DeadLetter;
import dev.kontor.events.proto.DeadLetterRecord;
import dev.kontor.events.proto.RecordHeader;

/// Records of the topic `dead-letters`.
public final class DeadLetters {
    private DeadLetters() {}

    public static byte[] encode(DeadLetter letter) {
        DeadLetterRecord.Builder out =
                DeadLetterRecord.newBuilder()
                        .setTopic(letter.topic())
                        .setPartition(letter.partition())
                        .setOffset(letter.offset())
                        .setReason(letter.reason())
                        .setKey(ByteString.copyFrom(letter.key()))
                        .setValue(ByteString.copyFrom(letter.value()));
        letter.headers()
                .forEach(header ->
                        out.addHeaders(
                                RecordHeader.newBuilder()
                                        .setName(header.name())
                                        .setValue(ByteString.copyFrom(header.value()))));
        return out.build().toByteArray();
    }

    /// @throws UnreadableRecordException if the bytes are no dead letter
    public static DeadLetter decode(byte[] value)
            throws UnreadableRecordException, FutureRecordException {
        return Wire.reading(
                () -> DeadLetterRecord.parseFrom(value),
                in ->
                        new DeadLetter(
                                in.getTopic(),
                                in.getPartition(),
                                in.getOffset(),
                                in.getReason(),
                                in.getKey().toByteArray(),
                                in.getValue().toByteArray(),
                                in.getHeadersList().stream()
                                        .map(header ->
                                                new DeadLetter.Header(
                                                        header.getName(),
                                                        header.getValue().toByteArray()))
                                        .toList()));
    }
}
