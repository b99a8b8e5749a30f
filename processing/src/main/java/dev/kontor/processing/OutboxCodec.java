package dev.kontor.processing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.kontor.events.topic.Topic;
import dev.kontor.processing.proto.Acknowledged;
import dev.kontor.processing.proto.OutboxBatch;
import dev.kontor.processing.proto.OutboxRecord;
import java.util.List;

/// The shell's own tables, to and from bytes.
final class OutboxCodec {
    private OutboxCodec() {}

    static byte[] encode(List<Output> outputs) {
        OutboxBatch.Builder batch = OutboxBatch.newBuilder();
        for (Output output : outputs) {
            OutboxRecord.Builder record =
                    OutboxRecord.newBuilder()
                            .setTopic(output.topic().topicName())
                            .setKey(ByteString.copyFrom(output.key()))
                            .setValue(ByteString.copyFrom(output.value()))
                            .setAnswer(output.answer());
            if (output.traceparent() != null) {
                record.setTraceparent(output.traceparent());
            }
            batch.addRecords(record);
        }
        return batch.build().toByteArray();
    }

    /// @throws UnreadableRowException if the shell never wrote this
    static List<Output> decode(byte[] bytes) throws UnreadableRowException {
        try {
            return OutboxBatch.parseFrom(bytes).getRecordsList().stream()
                    .map(record ->
                            new Output(
                                    Topic.named(record.getTopic()),
                                    record.getKey().toByteArray(),
                                    record.getValue().toByteArray(),
                                    record.getAnswer(),
                                    record.hasTraceparent() ? record.getTraceparent() : null))
                    .toList();
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new UnreadableRowException("the outbox holds what the shell never wrote", e);
        }
    }

    static byte[] encodeAcknowledged(List<AcknowledgedOutput> outputs) {
        Acknowledged.Builder out = Acknowledged.newBuilder();
        for (AcknowledgedOutput output : outputs) {
            out.addOutputs(
                    dev.kontor.processing.proto.AcknowledgedOutput.newBuilder()
                            .setTopic(output.topic().topicName())
                            .setPartition(output.partition())
                            .setOffset(output.offset())
                            .setHash(ByteString.copyFrom(output.hash())));
        }
        return out.build().toByteArray();
    }

    /// @throws UnreadableRowException if the shell never wrote this
    static List<AcknowledgedOutput> decodeAcknowledged(byte[] bytes) throws UnreadableRowException {
        try {
            return Acknowledged.parseFrom(bytes).getOutputsList().stream()
                    .map(output ->
                            new AcknowledgedOutput(
                                    Topic.named(output.getTopic()),
                                    output.getPartition(),
                                    output.getOffset(),
                                    output.getHash().toByteArray()))
                    .toList();
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new UnreadableRowException("the position holds what the shell never wrote", e);
        }
    }
}
