package dev.kontor.ledger.store;

import com.google.protobuf.ByteString;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.Reply;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.events.model.Uuids;
import dev.kontor.ledger.domain.Change;
import dev.kontor.ledger.proto.Answered;
import dev.kontor.ledger.proto.CommandDecided;
import dev.kontor.ledger.proto.Found;
import dev.kontor.ledger.proto.PostedAt;
import dev.kontor.ledger.proto.ReplyKept;
import java.math.BigInteger;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What stored changes are made of, to and from Protobuf.
///
/// Enums are matched by name; their numbers are those of `ledger.proto`.
final class Stored {
    private static final String OF_TRANSFER = "TRANSFER_";

    private Stored() {}

    static ReplyKept reply(Reply reply) {
        return ReplyKept.newBuilder()
                .setInstance(reply.to().instance())
                .setWaiter(reply.to().waiter())
                .setStanding(dev.kontor.ledger.proto.Standing.valueOf(reply.standing().name()))
                .build();
    }

    static Reply reply(ReplyKept in) {
        return new Reply(
                new ReplyTo(in.getInstance(), in.getWaiter()),
                Reply.Standing.valueOf(in.getStanding().name()));
    }

    static Answered answered(Change.Answered answered) {
        Answered.Builder out =
                Answered.newBuilder()
                        .setLeg(answered.leg())
                        .setAction(action(answered.action()))
                        .setAt(Micros.of(answered.at()));
        return switch (answered.result()) {
            case Result.Posted(long version, BigInteger balance) ->
                    out.setPosted(posted(version, balance)).build();
            case Result.Held(long version, BigInteger balance) ->
                    out.setHeld(posted(version, balance)).build();
            case Result.Released(long version, BigInteger balance) ->
                    out.setReleased(posted(version, balance)).build();
            case Result.Refused(Refusal refusal) -> out.setRefused(refusal(refusal)).build();
            case Result.Found(Currency currency, boolean withoutLimit) ->
                    out.setFound(
                                    Found.newBuilder()
                                            .setCurrency(currency.code())
                                            .setWithoutLimit(withoutLimit))
                            .build();
        };
    }

    static Change answered(Answered in) {
        Result result =
                switch (in.getResultCase()) {
                    case POSTED ->
                            new Result.Posted(in.getPosted().getVersion(), balance(in.getPosted()));
                    case HELD -> new Result.Held(in.getHeld().getVersion(), balance(in.getHeld()));
                    case RELEASED ->
                            new Result.Released(
                                    in.getReleased().getVersion(), balance(in.getReleased()));
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

    static CommandDecided decided(Change.CommandDecided decided) {
        CommandDecided.Builder out =
                CommandDecided.newBuilder()
                        .setCommandId(id(decided.id()))
                        .setStatus(status(decided.status()))
                        .setTransfer(status(decided.transfer()))
                        .setAt(Micros.of(decided.at()));
        Rejection why = decided.rejection();
        return why == null ? out.build() : out.setRejection(rejection(why)).build();
    }

    static Change decided(CommandDecided in) {
        return new Change.CommandDecided(
                id(in.getCommandId()),
                status(in.getStatus()),
                in.hasRejection() ? rejection(in.getRejection()) : null,
                status(in.getTransfer()),
                Micros.toInstant(in.getAt()));
    }

    static dev.kontor.ledger.proto.Rejection rejection(Rejection rejection) {
        AccountId account = rejection.account();
        return dev.kontor.ledger.proto.Rejection.newBuilder()
                .setRefusal(refusal(rejection.refusal()))
                .setAccount(account == null ? "" : account.text())
                .build();
    }

    static Rejection rejection(dev.kontor.ledger.proto.Rejection in) {
        return new Rejection(
                refusal(in.getRefusal()),
                in.getAccount().isEmpty() ? null : new AccountId(in.getAccount()));
    }

    static dev.kontor.ledger.proto.Action action(Action action) {
        return dev.kontor.ledger.proto.Action.valueOf(action.name());
    }

    static Action action(dev.kontor.ledger.proto.Action in) {
        return Action.valueOf(in.name());
    }

    static dev.kontor.ledger.proto.TransferStatus status(TransferStatus status) {
        return dev.kontor.ledger.proto.TransferStatus.valueOf(OF_TRANSFER + status.name());
    }

    static TransferStatus status(dev.kontor.ledger.proto.TransferStatus in) {
        return TransferStatus.valueOf(in.name().replaceFirst(OF_TRANSFER, ""));
    }

    static String digest(@Nullable ContentDigest digest) {
        return digest == null ? "" : digest.text();
    }

    static @Nullable ContentDigest digest(String in) {
        return in.isEmpty() ? null : someDigest(in);
    }

    static ContentDigest someDigest(String in) {
        return new ContentDigest(in);
    }

    static ByteString id(UUID id) {
        return ByteString.copyFrom(Uuids.toBytes(id));
    }

    static UUID id(ByteString in) {
        return Uuids.fromBytes(in.asReadOnlyByteBuffer());
    }

    private static dev.kontor.ledger.proto.CommandStatus status(CommandStatus status) {
        return switch (status) {
            case DONE -> dev.kontor.ledger.proto.CommandStatus.DONE;
            case REJECTED -> dev.kontor.ledger.proto.CommandStatus.COMMAND_REJECTED;
            case RECEIVED -> throw new IllegalArgumentException("not decided");
        };
    }

    private static CommandStatus status(dev.kontor.ledger.proto.CommandStatus in) {
        return switch (in) {
            case DONE -> CommandStatus.DONE;
            case COMMAND_REJECTED -> CommandStatus.REJECTED;
            case COMMAND_STATUS_UNSPECIFIED, UNRECOGNIZED ->
                    throw new IllegalArgumentException("no status: " + in);
        };
    }

    private static PostedAt posted(long version, BigInteger balance) {
        return PostedAt.newBuilder()
                .setVersion(version)
                .setBalanceAfter(ByteString.copyFrom(balance.toByteArray()))
                .build();
    }

    private static BigInteger balance(PostedAt in) {
        return new BigInteger(in.getBalanceAfter().toByteArray());
    }

    private static dev.kontor.ledger.proto.Refusal refusal(Refusal refusal) {
        return dev.kontor.ledger.proto.Refusal.valueOf(refusal.name());
    }

    private static Refusal refusal(dev.kontor.ledger.proto.Refusal in) {
        return Refusal.valueOf(in.name());
    }
}
