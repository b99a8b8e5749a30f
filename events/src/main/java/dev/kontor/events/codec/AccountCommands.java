package dev.kontor.events.codec;

import com.google.protobuf.ByteString;
import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountCommandSnapshot;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Micros;
import dev.kontor.events.proto.ChangeOverdraftLimit;
import dev.kontor.events.proto.Close;
import dev.kontor.events.proto.Freeze;
import dev.kontor.events.proto.Unfreeze;
import java.time.Instant;
import java.util.UUID;

/// Commands on accounts, to and from bytes.
final class AccountCommands {
    private AccountCommands() {}

    static Freeze freeze(UUID id, AccountCommand.Freeze freeze, Instant receivedAt) {
        Freeze.Builder out =
                Freeze.newBuilder()
                        .setCommandId(Wire.bytes(id))
                        .setReceivedAt(Micros.of(receivedAt));
        if (freeze.reason() != null) {
            out.setReason(freeze.reason());
        }
        return out.build();
    }

    static AccountCommand.Freeze freeze(Freeze in) {
        return new AccountCommand.Freeze(in.hasReason() ? in.getReason() : null);
    }

    static Unfreeze unfreeze(UUID id, AccountCommand.Unfreeze unfreeze, Instant receivedAt) {
        Unfreeze.Builder out =
                Unfreeze.newBuilder()
                        .setCommandId(Wire.bytes(id))
                        .setReceivedAt(Micros.of(receivedAt));
        if (unfreeze.reason() != null) {
            out.setReason(unfreeze.reason());
        }
        return out.build();
    }

    static AccountCommand.Unfreeze unfreeze(Unfreeze in) {
        return new AccountCommand.Unfreeze(in.hasReason() ? in.getReason() : null);
    }

    static Close close(UUID id, AccountCommand.Close close, Instant receivedAt) {
        Close.Builder out =
                Close.newBuilder()
                        .setCommandId(Wire.bytes(id))
                        .setReceivedAt(Micros.of(receivedAt));
        if (close.reason() != null) {
            out.setReason(close.reason());
        }
        return out.build();
    }

    static AccountCommand.Close close(Close in) {
        return new AccountCommand.Close(in.hasReason() ? in.getReason() : null);
    }

    static ChangeOverdraftLimit change(
            UUID id, AccountCommand.ChangeOverdraftLimit change, Instant receivedAt) {
        return ChangeOverdraftLimit.newBuilder()
                .setCommandId(Wire.bytes(id))
                .setReceivedAt(Micros.of(receivedAt))
                .setLimit(change.limitMinor())
                .build();
    }

    static AccountCommand.ChangeOverdraftLimit change(ChangeOverdraftLimit in) {
        return new AccountCommand.ChangeOverdraftLimit(in.getLimit());
    }

    static dev.kontor.events.proto.AccountCommandSnapshot snapshot(AccountCommandSnapshot command) {
        UUID id = command.id();
        Instant receivedAt = command.receivedAt();
        dev.kontor.events.proto.AccountCommandSnapshot.Builder out =
                dev.kontor.events.proto.AccountCommandSnapshot.newBuilder()
                        .setStatus(Verdicts.commandStatus(command.status()))
                        .setContentDigest(command.digest().text())
                        .setConflictCount(command.conflicts().count())
                        .addAllConflictDigests(Wire.digests(command.conflicts()));
        switch (command.content()) {
            case AccountCommand.Freeze freeze -> out.setFreeze(freeze(id, freeze, receivedAt));
            case AccountCommand.Unfreeze unfreeze ->
                    out.setUnfreeze(unfreeze(id, unfreeze, receivedAt));
            case AccountCommand.Close close -> out.setClose(close(id, close, receivedAt));
            case AccountCommand.ChangeOverdraftLimit change ->
                    out.setChangeOverdraftLimit(change(id, change, receivedAt));
        }
        if (command.refusal() != null) {
            out.setRefusal(Verdicts.refusal(command.refusal()));
        }
        if (command.at() != null) {
            out.setAt(Micros.of(command.at()));
        }
        return out.build();
    }

    static AccountCommandSnapshot snapshot(dev.kontor.events.proto.AccountCommandSnapshot in)
            throws UnreadableRecordException, FutureRecordException {
        return switch (in.getContentCase()) {
            case FREEZE ->
                    snapshot(
                            in,
                            in.getFreeze().getCommandId(),
                            freeze(in.getFreeze()),
                            in.getFreeze().getReceivedAt());
            case UNFREEZE ->
                    snapshot(
                            in,
                            in.getUnfreeze().getCommandId(),
                            unfreeze(in.getUnfreeze()),
                            in.getUnfreeze().getReceivedAt());
            case CLOSE ->
                    snapshot(
                            in,
                            in.getClose().getCommandId(),
                            close(in.getClose()),
                            in.getClose().getReceivedAt());
            case CHANGE_OVERDRAFT_LIMIT ->
                    snapshot(
                            in,
                            in.getChangeOverdraftLimit().getCommandId(),
                            change(in.getChangeOverdraftLimit()),
                            in.getChangeOverdraftLimit().getReceivedAt());
            case CONTENT_NOT_SET -> throw Wire.noKind(in);
        };
    }

    private static AccountCommandSnapshot snapshot(
            dev.kontor.events.proto.AccountCommandSnapshot in,
            ByteString id,
            AccountCommand content,
            long receivedAt)
            throws FutureRecordException {
        return new AccountCommandSnapshot(
                Wire.uuid(id),
                content,
                Verdicts.commandStatus(in.getStatusValue()),
                in.hasRefusal() ? Verdicts.refusal(in.getRefusalValue()) : null,
                new ContentDigest(in.getContentDigest()),
                Wire.conflicts(in.getConflictCount(), in.getConflictDigestsList()),
                Micros.toInstant(receivedAt),
                in.hasAt() ? Micros.toInstant(in.getAt()) : null);
    }
}
