package dev.kontor.events.codec;

import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.proto.TransferAuthorized;
import dev.kontor.events.proto.TransferCommandDecided;
import dev.kontor.events.proto.TransferConflicted;
import dev.kontor.events.proto.TransferEventRecord;
import dev.kontor.events.proto.TransferExpired;
import dev.kontor.events.proto.TransferPosted;
import dev.kontor.events.proto.TransferReceived;
import dev.kontor.events.proto.TransferRejected;
import dev.kontor.events.proto.TransferReturned;

/// The numbered ones of the topic `transfer-events`, to and from bytes.
final class TransferFacts {
    private TransferFacts() {}

    static void fill(TransferEventRecord.Builder out, TransferEvent.Numbered event) {
        out.setNumber(event.number());
        switch (event) {
            case TransferEvent.Received e ->
                    out.setReceived(
                            TransferReceived.newBuilder()
                                    .setRequest(Requests.request(e.request()))
                                    .setContentDigest(e.digest().text()));
            case TransferEvent.Authorized e ->
                    out.setAuthorized(
                            TransferAuthorized.newBuilder()
                                    .addAllPostings(Verdicts.postings(e.postings()))
                                    .setDecidedAt(Micros.of(e.decidedAt())));
            case TransferEvent.Posted e -> out.setPosted(posted(e));
            case TransferEvent.Rejected e ->
                    out.setRejected(
                            TransferRejected.newBuilder()
                                    .addAllPostings(Verdicts.postings(e.postings()))
                                    .setRejection(Verdicts.rejection(e.rejection()))
                                    .setDecidedAt(Micros.of(e.decidedAt())));
            case TransferEvent.Returned e ->
                    out.setReturned(
                            TransferReturned.newBuilder()
                                    .addAllResults(Verdicts.results(e.results()))
                                    .addAllPostings(Verdicts.postings(e.postings()))
                                    .setReturnedAmount(e.returnedAmount())
                                    .setRejection(Verdicts.rejection(e.rejection()))
                                    .setDecidedAt(Micros.of(e.decidedAt())));
            case TransferEvent.Expired e ->
                    out.setExpired(
                            TransferExpired.newBuilder()
                                    .addAllPostings(Verdicts.postings(e.postings()))
                                    .setProgress(Verdicts.progress(e.progress()))
                                    .setAt(Micros.of(e.at())));
            case TransferEvent.Conflicted e ->
                    out.setConflicted(
                            TransferConflicted.newBuilder()
                                    .setContentDigest(Wire.digest(e.digest()))
                                    .setAt(Micros.of(e.at())));
            case TransferEvent.CommandDecided e ->
                    out.setCommandDecided(
                            TransferCommandDecided.newBuilder()
                                    .setCommand(TransferCommands.snapshot(e.command()))
                                    .addAllPostings(Verdicts.postings(e.postings()))
                                    .setProgress(Verdicts.progress(e.progress())));
            case TransferEvent.CommandConflicted e ->
                    out.setCommandConflicted(
                            Wire.commandConflicted(e.commandId(), e.digest(), e.at()));
        }
    }

    private static TransferPosted posted(TransferEvent.Posted posted) {
        TransferPosted.Builder out =
                TransferPosted.newBuilder()
                        .addAllResults(Verdicts.results(posted.results()))
                        .addAllPostings(Verdicts.postings(posted.postings()))
                        .setReturnedAmount(posted.returnedAmount())
                        .setDecidedAt(Micros.of(posted.decidedAt()));
        if (posted.rejection() != null) {
            out.setRejection(Verdicts.rejection(posted.rejection()));
        }
        return out.build();
    }

    static TransferEvent.Numbered fact(int rules, TransferKey key, TransferEventRecord in)
            throws UnreadableRecordException, FutureRecordException {
        long number = in.getNumber();
        if (number < 1) {
            throw new UnreadableRecordException("a fact without a number");
        }
        return switch (in.getKindCase()) {
            case RECEIVED ->
                    new TransferEvent.Received(
                            rules,
                            key,
                            number,
                            Requests.request(in.getReceived().getRequest()),
                            new ContentDigest(in.getReceived().getContentDigest()));
            case AUTHORIZED ->
                    new TransferEvent.Authorized(
                            rules,
                            key,
                            number,
                            Verdicts.postingsOf(in.getAuthorized().getPostingsList()),
                            Micros.toInstant(in.getAuthorized().getDecidedAt()));
            case POSTED -> posted(rules, key, number, in.getPosted());
            case REJECTED ->
                    new TransferEvent.Rejected(
                            rules,
                            key,
                            number,
                            Verdicts.postingsOf(in.getRejected().getPostingsList()),
                            Verdicts.rejection(in.getRejected().getRejection()),
                            Micros.toInstant(in.getRejected().getDecidedAt()));
            case RETURNED ->
                    new TransferEvent.Returned(
                            rules,
                            key,
                            number,
                            Verdicts.resultsOf(in.getReturned().getResultsList()),
                            Verdicts.postingsOf(in.getReturned().getPostingsList()),
                            in.getReturned().getReturnedAmount(),
                            Verdicts.rejection(in.getReturned().getRejection()),
                            Micros.toInstant(in.getReturned().getDecidedAt()));
            case EXPIRED ->
                    new TransferEvent.Expired(
                            rules,
                            key,
                            number,
                            Verdicts.postingsOf(in.getExpired().getPostingsList()),
                            Verdicts.progress(in.getExpired().getProgress()),
                            Micros.toInstant(in.getExpired().getAt()));
            case CONFLICTED ->
                    new TransferEvent.Conflicted(
                            rules,
                            key,
                            number,
                            Wire.digest(in.getConflicted().getContentDigest()),
                            Micros.toInstant(in.getConflicted().getAt()));
            case COMMAND_DECIDED ->
                    new TransferEvent.CommandDecided(
                            rules,
                            key,
                            number,
                            TransferCommands.snapshot(in.getCommandDecided().getCommand()),
                            Verdicts.postingsOf(in.getCommandDecided().getPostingsList()),
                            Verdicts.progress(in.getCommandDecided().getProgress()));
            case COMMAND_CONFLICTED ->
                    new TransferEvent.CommandConflicted(
                            rules,
                            key,
                            number,
                            Wire.uuid(in.getCommandConflicted().getCommandId()),
                            Wire.digest(in.getCommandConflicted().getContentDigest()),
                            Micros.toInstant(in.getCommandConflicted().getAt()));
            case ANSWER, COMMAND_ANSWER, COMMAND_NOT_FOUND, KIND_NOT_SET ->
                    throw new IllegalStateException("no fact: " + in.getKindCase());
        };
    }

    private static TransferEvent.Posted posted(
            int rules, TransferKey key, long number, TransferPosted in)
            throws FutureRecordException {
        return new TransferEvent.Posted(
                rules,
                key,
                number,
                Verdicts.resultsOf(in.getResultsList()),
                Verdicts.postingsOf(in.getPostingsList()),
                in.getReturnedAmount(),
                in.hasRejection() ? Verdicts.rejection(in.getRejection()) : null,
                Micros.toInstant(in.getDecidedAt()));
    }
}
