package dev.kontor.events.codec;

import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.proto.TransferAnswer;
import dev.kontor.events.proto.TransferConflicted;
import dev.kontor.events.proto.TransferEventRecord;
import dev.kontor.events.proto.TransferPosted;
import dev.kontor.events.proto.TransferReceived;
import dev.kontor.events.proto.TransferRejected;
import dev.kontor.events.proto.TransferReturned;
import java.util.List;

/// Records of the topic `transfer-events`.
public final class TransferEvents {
    private TransferEvents() {}

    public static byte[] encode(TransferEvent event) {
        TransferEventRecord.Builder out =
                TransferEventRecord.newBuilder()
                        .setRules(event.rules())
                        .setTenant(event.key().tenant().name())
                        .setTransferId(Wire.bytes(event.key().id().uuid()));
        switch (event) {
            case TransferEvent.Answer answer -> out.setAnswer(answer(answer));
            case TransferEvent.Numbered numbered -> fill(out, numbered);
        }
        return out.build().toByteArray();
    }

    private static void fill(TransferEventRecord.Builder out, TransferEvent.Numbered event) {
        out.setNumber(event.number());
        switch (event) {
            case TransferEvent.Received e ->
                    out.setReceived(
                            TransferReceived.newBuilder()
                                    .setRequest(Wire.request(e.request()))
                                    .setContentDigest(e.digest().text()));
            case TransferEvent.Posted e ->
                    out.setPosted(
                            TransferPosted.newBuilder()
                                    .addAllResults(results(e.results()))
                                    .setDecidedAt(Micros.of(e.decidedAt())));
            case TransferEvent.Rejected e ->
                    out.setRejected(
                            TransferRejected.newBuilder()
                                    .setRejection(Wire.rejection(e.rejection()))
                                    .setDecidedAt(Micros.of(e.decidedAt())));
            case TransferEvent.Returned e ->
                    out.setReturned(
                            TransferReturned.newBuilder()
                                    .addAllResults(results(e.results()))
                                    .setReturnedAmount(e.returnedAmount())
                                    .setRejection(Wire.rejection(e.rejection()))
                                    .setDecidedAt(Micros.of(e.decidedAt())));
            case TransferEvent.Conflicted e ->
                    out.setConflicted(
                            TransferConflicted.newBuilder()
                                    .setContentDigest(Wire.digest(e.digest()))
                                    .setAt(Micros.of(e.at())));
        }
    }

    /// @throws UnreadableRecordException if the bytes are no such record or their key names another
    ///     transfer
    /// @throws FutureRecordException if a newer build wrote it
    public static TransferEvent decode(byte[] key, byte[] value)
            throws UnreadableRecordException, FutureRecordException {
        return Wire.reading(
                () -> TransferEventRecord.parseFrom(value),
                in -> {
                    TransferKey named = Wire.transferKey(in.getTenant(), in.getTransferId());
                    Wire.checkKey(named, key);
                    return event(Rules.check(in.getRules()), named, in);
                });
    }

    private static TransferEvent event(int rules, TransferKey key, TransferEventRecord in)
            throws UnreadableRecordException, FutureRecordException {
        long number = in.getNumber();
        if ((number < 1) != in.hasAnswer()) {
            throw new UnreadableRecordException("facts carry a number, answers none: " + number);
        }
        return switch (in.getKindCase()) {
            case RECEIVED ->
                    new TransferEvent.Received(
                            rules,
                            key,
                            number,
                            Wire.request(in.getReceived().getRequest()),
                            new ContentDigest(in.getReceived().getContentDigest()));
            case POSTED ->
                    new TransferEvent.Posted(
                            rules,
                            key,
                            number,
                            resultsOf(in.getPosted().getResultsList()),
                            Micros.toInstant(in.getPosted().getDecidedAt()));
            case REJECTED ->
                    new TransferEvent.Rejected(
                            rules,
                            key,
                            number,
                            Wire.rejection(in.getRejected().getRejection()),
                            Micros.toInstant(in.getRejected().getDecidedAt()));
            case RETURNED ->
                    new TransferEvent.Returned(
                            rules,
                            key,
                            number,
                            resultsOf(in.getReturned().getResultsList()),
                            in.getReturned().getReturnedAmount(),
                            Wire.rejection(in.getReturned().getRejection()),
                            Micros.toInstant(in.getReturned().getDecidedAt()));
            case CONFLICTED ->
                    new TransferEvent.Conflicted(
                            rules,
                            key,
                            number,
                            Wire.digest(in.getConflicted().getContentDigest()),
                            Micros.toInstant(in.getConflicted().getAt()));
            case ANSWER -> answer(rules, key, in.getAnswer());
            case KIND_NOT_SET -> throw Wire.noKind(in);
        };
    }

    private static TransferAnswer answer(TransferEvent.Answer answer) {
        TransferSnapshot transfer = answer.transfer();
        dev.kontor.events.proto.TransferSnapshot.Builder out =
                dev.kontor.events.proto.TransferSnapshot.newBuilder()
                        .setRequest(Wire.request(transfer.request()))
                        .setContentDigest(transfer.digest().text())
                        .setStatus(Wire.status(transfer.status()))
                        .addAllResults(results(transfer.results()))
                        .setCapturedAmount(transfer.capturedAmount())
                        .setReleasedAmount(transfer.releasedAmount())
                        .setReversedAmount(transfer.reversedAmount())
                        .setReturnedAmount(transfer.returnedAmount())
                        .setConflictCount(transfer.conflicts().count())
                        .addAllConflictDigests(
                                transfer.conflicts().digests().stream()
                                        .map(ContentDigest::text)
                                        .toList());
        if (transfer.rejection() != null) {
            out.setRejection(Wire.rejection(transfer.rejection()));
        }
        if (transfer.decidedAt() != null) {
            out.setDecidedAt(Micros.of(transfer.decidedAt()));
        }
        return TransferAnswer.newBuilder()
                .setTransfer(out)
                .addAllReplies(answer.replies().stream().map(Wire::reply).toList())
                .build();
    }

    private static TransferEvent answer(int rules, TransferKey key, TransferAnswer answer)
            throws FutureRecordException {
        dev.kontor.events.proto.TransferSnapshot in = answer.getTransfer();
        TransferSnapshot transfer =
                new TransferSnapshot(
                        key,
                        Wire.request(in.getRequest()),
                        new ContentDigest(in.getContentDigest()),
                        Wire.status(in.getStatusValue()),
                        resultsOf(in.getResultsList()),
                        in.getCapturedAmount(),
                        in.getReleasedAmount(),
                        in.getReversedAmount(),
                        in.getReturnedAmount(),
                        in.hasRejection() ? Wire.rejection(in.getRejection()) : null,
                        new Conflicts(
                                in.getConflictCount(),
                                in.getConflictDigestsList().stream()
                                        .map(ContentDigest::new)
                                        .toList()),
                        in.hasDecidedAt() ? Micros.toInstant(in.getDecidedAt()) : null);
        return new TransferEvent.Answer(
                rules, transfer, answer.getRepliesList().stream().map(Wire::reply).toList());
    }

    private static List<dev.kontor.events.proto.LegResult> results(List<LegResult> results) {
        return results.stream().map(Wire::legResult).toList();
    }

    private static List<LegResult> resultsOf(List<dev.kontor.events.proto.LegResult> results) {
        return results.stream().map(Wire::legResult).toList();
    }
}
