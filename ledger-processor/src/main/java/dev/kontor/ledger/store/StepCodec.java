package dev.kontor.ledger.store;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.kontor.events.codec.FutureRecordException;
import dev.kontor.events.codec.TransferRecords;
import dev.kontor.events.codec.UnreadableRecordException;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.Reply;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.ledger.domain.Change;
import dev.kontor.ledger.domain.Step;
import dev.kontor.ledger.proto.Answered;
import dev.kontor.ledger.proto.Asked;
import dev.kontor.ledger.proto.Conflicted;
import dev.kontor.ledger.proto.Found;
import dev.kontor.ledger.proto.Posted;
import dev.kontor.ledger.proto.PostedAt;
import dev.kontor.ledger.proto.Received;
import dev.kontor.ledger.proto.Rejected;
import dev.kontor.ledger.proto.ReplyKept;
import dev.kontor.ledger.proto.Returned;
import dev.kontor.ledger.proto.StoredChange;
import dev.kontor.ledger.proto.StoredStep;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The changes of a step, to and from bytes.
///
/// Enums are matched by name; their numbers are those of `ledger.proto`.
final class StepCodec {
    private StepCodec() {}

    static byte[] encode(Step step) {
        StoredStep.Builder out = StoredStep.newBuilder();
        step.changes().forEach(change -> out.addChanges(encode(step.key(), change)));
        return out.build().toByteArray();
    }

    /// @throws IllegalStateException if the bytes are no step: the store is damaged, or of a newer
    ///     build
    static Step decode(TransferKey key, int number, byte[] bytes) {
        try {
            List<Change> changes = new ArrayList<>();
            for (StoredChange change : StoredStep.parseFrom(bytes).getChangesList()) {
                changes.add(decode(key, change));
            }
            return new Step(key, number, changes);
        } catch (InvalidProtocolBufferException
                | UnreadableRecordException
                | FutureRecordException
                | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "step " + number + " of transfer " + key + " cannot be read", e);
        }
    }

    private static StoredChange encode(TransferKey key, Change change) {
        StoredChange.Builder out = StoredChange.newBuilder();
        return switch (change) {
            case Change.Received received -> out.setReceived(received(key, received)).build();
            case Change.ReplyKept(Reply reply) -> out.setReplyKept(reply(reply)).build();
            case Change.Asked(int leg, Action action) ->
                    out.setAsked(Asked.newBuilder().setLeg(leg).setAction(action(action))).build();
            case Change.Answered answered -> out.setAnswered(answered(answered)).build();
            case Change.Posted(var at) ->
                    out.setPosted(Posted.newBuilder().setDecidedAt(Micros.of(at))).build();
            case Change.Rejected(var rejection, var at) ->
                    out.setRejected(
                                    Rejected.newBuilder()
                                            .setRejection(rejection(rejection))
                                            .setDecidedAt(Micros.of(at)))
                            .build();
            case Change.Returned(long amount, var rejection, var at) ->
                    out.setReturned(
                                    Returned.newBuilder()
                                            .setReturnedAmount(amount)
                                            .setRejection(rejection(rejection))
                                            .setDecidedAt(Micros.of(at)))
                            .build();
            case Change.Conflicted(var digest, var at) ->
                    out.setConflicted(
                                    Conflicted.newBuilder()
                                            .setContentDigest(digest == null ? "" : digest.text())
                                            .setAt(Micros.of(at)))
                            .build();
        };
    }

    private static Change decode(TransferKey key, StoredChange in)
            throws UnreadableRecordException, FutureRecordException {
        return switch (in.getKindCase()) {
            case RECEIVED -> received(key, in.getReceived());
            case REPLY_KEPT -> new Change.ReplyKept(reply(in.getReplyKept()));
            case ASKED ->
                    new Change.Asked(in.getAsked().getLeg(), action(in.getAsked().getAction()));
            case ANSWERED -> answered(in.getAnswered());
            case POSTED -> new Change.Posted(Micros.toInstant(in.getPosted().getDecidedAt()));
            case REJECTED ->
                    new Change.Rejected(
                            rejection(in.getRejected().getRejection()),
                            Micros.toInstant(in.getRejected().getDecidedAt()));
            case RETURNED ->
                    new Change.Returned(
                            in.getReturned().getReturnedAmount(),
                            rejection(in.getReturned().getRejection()),
                            Micros.toInstant(in.getReturned().getDecidedAt()));
            case CONFLICTED ->
                    new Change.Conflicted(
                            in.getConflicted().getContentDigest().isEmpty()
                                    ? null
                                    : new ContentDigest(in.getConflicted().getContentDigest()),
                            Micros.toInstant(in.getConflicted().getAt()));
            case KIND_NOT_SET -> throw new IllegalArgumentException("a change of no known kind");
        };
    }

    private static Received received(TransferKey key, Change.Received received) {
        TransferRecord record =
                new TransferRecord.Requested(received.rules(), key, received.request());
        return Received.newBuilder()
                .setRequest(ByteString.copyFrom(TransferRecords.encode(record)))
                .setContentDigest(received.digest().text())
                .build();
    }

    private static Change received(TransferKey key, Received in)
            throws UnreadableRecordException, FutureRecordException {
        byte[] name = key.toString().getBytes(StandardCharsets.UTF_8);
        return switch (TransferRecords.decode(name, in.getRequest().toByteArray())) {
            case TransferRecord.Requested requested ->
                    new Change.Received(
                            requested.rules(),
                            requested.request(),
                            new ContentDigest(in.getContentDigest()));
            case TransferRecord.Commanded _,
                    TransferRecord.ExpiryDue _,
                    TransferRecord.Answered _ ->
                    throw new IllegalArgumentException("not a request: " + key);
        };
    }

    private static ReplyKept reply(Reply reply) {
        return ReplyKept.newBuilder()
                .setInstance(reply.to().instance())
                .setWaiter(reply.to().waiter())
                .setStanding(dev.kontor.ledger.proto.Standing.valueOf(reply.standing().name()))
                .build();
    }

    private static Reply reply(ReplyKept in) {
        return new Reply(
                new ReplyTo(in.getInstance(), in.getWaiter()),
                Reply.Standing.valueOf(in.getStanding().name()));
    }

    private static Answered answered(Change.Answered answered) {
        Answered.Builder out =
                Answered.newBuilder()
                        .setLeg(answered.leg())
                        .setAction(action(answered.action()))
                        .setAt(Micros.of(answered.at()));
        return switch (answered.result()) {
            case Result.Posted(long version, BigInteger balance) ->
                    out.setPosted(
                                    PostedAt.newBuilder()
                                            .setVersion(version)
                                            .setBalanceAfter(
                                                    ByteString.copyFrom(balance.toByteArray())))
                            .build();
            case Result.Held _, Result.Released _ ->
                    throw new IllegalStateException("not kept yet: " + answered);
            case Result.Refused(Refusal refusal) -> out.setRefused(refusal(refusal)).build();
            case Result.Found(Currency currency, boolean withoutLimit) ->
                    out.setFound(
                                    Found.newBuilder()
                                            .setCurrency(currency.code())
                                            .setWithoutLimit(withoutLimit))
                            .build();
        };
    }

    private static Change answered(Answered in) {
        Result result =
                switch (in.getResultCase()) {
                    case POSTED ->
                            new Result.Posted(
                                    in.getPosted().getVersion(),
                                    new BigInteger(in.getPosted().getBalanceAfter().toByteArray()));
                    case REFUSED -> new Result.Refused(refusal(in.getRefused()));
                    case FOUND ->
                            new Result.Found(
                                    Currency.of(in.getFound().getCurrency()),
                                    in.getFound().getWithoutLimit());
                    case RESULT_NOT_SET -> throw new IllegalArgumentException("no result");
                };
        return new Change.Answered(
                in.getLeg(), action(in.getAction()), Micros.toInstant(in.getAt()), result);
    }

    private static dev.kontor.ledger.proto.Rejection rejection(Rejection rejection) {
        AccountId account = rejection.account();
        return dev.kontor.ledger.proto.Rejection.newBuilder()
                .setRefusal(refusal(rejection.refusal()))
                .setAccount(account == null ? "" : account.text())
                .build();
    }

    private static Rejection rejection(dev.kontor.ledger.proto.Rejection in) {
        return new Rejection(
                refusal(in.getRefusal()),
                in.getAccount().isEmpty() ? null : new AccountId(in.getAccount()));
    }

    private static dev.kontor.ledger.proto.Refusal refusal(Refusal refusal) {
        return dev.kontor.ledger.proto.Refusal.valueOf(refusal.name());
    }

    private static Refusal refusal(dev.kontor.ledger.proto.Refusal in) {
        return Refusal.valueOf(in.name());
    }

    private static dev.kontor.ledger.proto.Action action(Action action) {
        return dev.kontor.ledger.proto.Action.valueOf(action.name());
    }

    private static Action action(dev.kontor.ledger.proto.Action in) {
        return Action.valueOf(in.name());
    }
}
