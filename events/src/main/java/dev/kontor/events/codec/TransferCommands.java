package dev.kontor.events.codec;

import com.google.protobuf.ByteString;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.proto.CaptureCommand;
import dev.kontor.events.proto.ReversalCommand;
import dev.kontor.events.proto.VoidCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Commands on transfers, to and from bytes.
final class TransferCommands {
    private TransferCommands() {}

    static CaptureCommand capture(UUID id, TransferCommand.Capture capture, Instant receivedAt) {
        CaptureCommand.Builder out =
                CaptureCommand.newBuilder()
                        .setCommandId(Wire.bytes(id))
                        .setReceivedAt(Micros.of(receivedAt))
                        .setFinal(capture.isFinal());
        if (capture.amountMinor() != null) {
            out.setAmount(capture.amountMinor());
        }
        return out.build();
    }

    static TransferCommand.Capture capture(CaptureCommand in) {
        return new TransferCommand.Capture(in.hasAmount() ? in.getAmount() : null, in.getFinal());
    }

    static VoidCommand voiding(UUID id, Instant receivedAt) {
        return VoidCommand.newBuilder()
                .setCommandId(Wire.bytes(id))
                .setReceivedAt(Micros.of(receivedAt))
                .build();
    }

    static ReversalCommand reversal(
            UUID id, TransferCommand.Reversal reversal, Instant receivedAt) {
        ReversalCommand.Builder out =
                ReversalCommand.newBuilder()
                        .setCommandId(Wire.bytes(id))
                        .setReceivedAt(Micros.of(receivedAt));
        if (reversal.amountMinor() != null) {
            out.setAmount(reversal.amountMinor());
        }
        if (reversal.reason() != null) {
            out.setReason(reversal.reason());
        }
        return out.build();
    }

    static TransferCommand.Reversal reversal(ReversalCommand in) {
        return new TransferCommand.Reversal(
                in.hasAmount() ? in.getAmount() : null, in.hasReason() ? in.getReason() : null);
    }

    static List<dev.kontor.events.proto.TransferCommandSnapshot> snapshots(
            List<TransferCommandSnapshot> commands) {
        return commands.stream().map(TransferCommands::snapshot).toList();
    }

    static List<TransferCommandSnapshot> snapshotsOf(
            List<dev.kontor.events.proto.TransferCommandSnapshot> in)
            throws UnreadableRecordException, FutureRecordException {
        List<TransferCommandSnapshot> commands = new ArrayList<>(in.size());
        for (dev.kontor.events.proto.TransferCommandSnapshot command : in) {
            commands.add(snapshot(command));
        }
        return commands;
    }

    static dev.kontor.events.proto.TransferCommandSnapshot snapshot(
            TransferCommandSnapshot command) {
        UUID id = command.id();
        Instant receivedAt = command.receivedAt();
        dev.kontor.events.proto.TransferCommandSnapshot.Builder out =
                dev.kontor.events.proto.TransferCommandSnapshot.newBuilder()
                        .setStatus(Verdicts.commandStatus(command.status()))
                        .setContentDigest(command.digest().text())
                        .setConflictCount(command.conflicts().count())
                        .addAllConflictDigests(Wire.digests(command.conflicts()));
        switch (command.content()) {
            case TransferCommand.Capture capture ->
                    out.setCapture(capture(id, capture, receivedAt));
            case TransferCommand.Void() -> out.setVoid(voiding(id, receivedAt));
            case TransferCommand.Reversal reversal ->
                    out.setReversal(reversal(id, reversal, receivedAt));
        }
        if (command.amountMinor() != null) {
            out.setAmount(command.amountMinor());
        }
        if (command.rejection() != null) {
            out.setRejection(Verdicts.rejection(command.rejection()));
        }
        if (command.at() != null) {
            out.setAt(Micros.of(command.at()));
        }
        return out.build();
    }

    static TransferCommandSnapshot snapshot(dev.kontor.events.proto.TransferCommandSnapshot in)
            throws UnreadableRecordException, FutureRecordException {
        return switch (in.getContentCase()) {
            case CAPTURE ->
                    snapshot(
                            in,
                            in.getCapture().getCommandId(),
                            capture(in.getCapture()),
                            in.getCapture().getReceivedAt());
            case VOID ->
                    snapshot(
                            in,
                            in.getVoid().getCommandId(),
                            new TransferCommand.Void(),
                            in.getVoid().getReceivedAt());
            case REVERSAL ->
                    snapshot(
                            in,
                            in.getReversal().getCommandId(),
                            reversal(in.getReversal()),
                            in.getReversal().getReceivedAt());
            case CONTENT_NOT_SET -> throw Wire.noKind(in);
        };
    }

    private static TransferCommandSnapshot snapshot(
            dev.kontor.events.proto.TransferCommandSnapshot in,
            ByteString id,
            TransferCommand content,
            long receivedAt)
            throws FutureRecordException {
        return new TransferCommandSnapshot(
                Wire.uuid(id),
                content,
                in.hasAmount() ? in.getAmount() : null,
                Verdicts.commandStatus(in.getStatusValue()),
                in.hasRejection() ? Verdicts.rejection(in.getRejection()) : null,
                new ContentDigest(in.getContentDigest()),
                Wire.conflicts(in.getConflictCount(), in.getConflictDigestsList()),
                Micros.toInstant(receivedAt),
                in.hasAt() ? Micros.toInstant(in.getAt()) : null);
    }
}
