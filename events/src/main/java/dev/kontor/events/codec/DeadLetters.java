package dev.kontor.events.codec;

import com.google.protobuf.ByteString;
import dev.kontor.events.model.DeadLetter;
import dev.kontor.events.model.DeadLetterAction;
import dev.kontor.events.model.DeadLetterAction.Step;
import dev.kontor.events.model.DeadLetterFact;
import dev.kontor.events.model.DeadLetterId;
import dev.kontor.events.model.Micros;
import dev.kontor.events.proto.DeadLetterRecord;
import dev.kontor.events.proto.Discarded;
import dev.kontor.events.proto.RecordHeader;
import dev.kontor.events.proto.Retried;
import dev.kontor.events.proto.RetryBegun;
import dev.kontor.events.proto.RetryRefused;

/// Records of the topic `dead-letters`.
public final class DeadLetters {
    private DeadLetters() {}

    public static byte[] encode(DeadLetterFact fact) {
        return switch (fact) {
            case DeadLetter letter -> encode(letter);
            case DeadLetterAction action -> encode(action);
        };
    }

    /// @throws UnreadableRecordException if the bytes are no dead letter and no action on one
    /// @throws FutureRecordException if a newer build wrote it
    public static DeadLetterFact decode(byte[] value)
            throws UnreadableRecordException, FutureRecordException {
        return Wire.reading(
                () -> DeadLetterRecord.parseFrom(value),
                in -> in.hasAction() ? action(in) : letter(in));
    }

    private static byte[] encode(DeadLetter letter) {
        DeadLetterRecord.Builder out =
                about(letter.letter())
                        .setReason(letter.reason())
                        .setKey(ByteString.copyFrom(letter.key()))
                        .setValue(ByteString.copyFrom(letter.value()))
                        .setCut(letter.cut());
        letter.headers()
                .forEach(header ->
                        out.addHeaders(
                                RecordHeader.newBuilder()
                                        .setName(header.name())
                                        .setValue(ByteString.copyFrom(header.value()))));
        return out.build().toByteArray();
    }

    private static byte[] encode(DeadLetterAction action) {
        return about(action.letter()).setAction(wire(action)).build().toByteArray();
    }

    private static DeadLetterRecord.Builder about(DeadLetterId letter) {
        return DeadLetterRecord.newBuilder()
                .setTopic(letter.topic())
                .setPartition(letter.partition())
                .setOffset(letter.offset());
    }

    private static dev.kontor.events.proto.DeadLetterAction wire(DeadLetterAction action) {
        var out =
                dev.kontor.events.proto.DeadLetterAction.newBuilder()
                        .setActionId(Wire.bytes(action.id()))
                        .setOperator(action.operator())
                        .setClient(action.client())
                        .setAt(Micros.of(action.at()));
        switch (action.step()) {
            case Step.RetryBegun() -> out.setRetryBegun(RetryBegun.getDefaultInstance());
            case Step.Retried(int partition, long offset) ->
                    out.setRetried(Retried.newBuilder().setPartition(partition).setOffset(offset));
            case Step.RetryRefused(String reason) ->
                    out.setRetryRefused(RetryRefused.newBuilder().setReason(reason));
            case Step.Discarded(String reason) ->
                    out.setDiscarded(Discarded.newBuilder().setReason(reason));
        }
        return out.build();
    }

    private static DeadLetterId id(DeadLetterRecord in) {
        return new DeadLetterId(in.getTopic(), in.getPartition(), in.getOffset());
    }

    private static DeadLetter letter(DeadLetterRecord in) {
        return new DeadLetter(
                id(in),
                in.getReason(),
                in.getKey().toByteArray(),
                in.getValue().toByteArray(),
                in.getHeadersList().stream()
                        .map(header ->
                                new DeadLetter.Header(
                                        header.getName(), header.getValue().toByteArray()))
                        .toList(),
                in.getCut());
    }

    private static DeadLetterAction action(DeadLetterRecord in)
            throws UnreadableRecordException, FutureRecordException {
        var action = in.getAction();
        return new DeadLetterAction(
                id(in),
                Wire.uuid(action.getActionId()),
                action.getOperator(),
                action.getClient(),
                Micros.toInstant(action.getAt()),
                step(action));
    }

    private static Step step(dev.kontor.events.proto.DeadLetterAction action)
            throws UnreadableRecordException, FutureRecordException {
        return switch (action.getStepCase()) {
            case RETRY_BEGUN -> new Step.RetryBegun();
            case RETRIED ->
                    new Step.Retried(
                            action.getRetried().getPartition(), action.getRetried().getOffset());
            case RETRY_REFUSED -> new Step.RetryRefused(action.getRetryRefused().getReason());
            case DISCARDED -> new Step.Discarded(action.getDiscarded().getReason());
            case STEP_NOT_SET -> throw Wire.noKind(action);
        };
    }
}
