package dev.kontor.events.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.Reply;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.events.model.Uuids;
import dev.kontor.events.proto.Balance;
import dev.kontor.events.proto.MetadataEntry;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The parts that records of several topics share, to and from bytes.
///
/// Readers throw [IllegalArgumentException] for anything that is out of range; [#reading] turns
/// that into an unreadable record.
final class Wire {
    private Wire() {}

    @FunctionalInterface
    interface Parser<T> {
        T parse() throws InvalidProtocolBufferException;
    }

    @FunctionalInterface
    interface Reader<M, T> {
        T read(M message) throws UnreadableRecordException, FutureRecordException;
    }

    static <M extends Message, T> T reading(Parser<M> parser, Reader<M, T> reader)
            throws UnreadableRecordException, FutureRecordException {
        try {
            return reader.read(parser.parse());
        } catch (InvalidProtocolBufferException e) {
            throw new UnreadableRecordException("not a message of this topic", e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UnreadableRecordException(String.valueOf(e.getMessage()), e);
        }
    }

    /// What an unset oneof means: a kind of a newer build leaves its field unread, else none was
    /// set.
    static UnreadableRecordException noKind(Message message) throws FutureRecordException {
        if (message.getUnknownFields().asMap().isEmpty()) {
            return new UnreadableRecordException("no kind");
        }
        throw new FutureRecordException(
                "kind " + message.getUnknownFields().asMap().keySet() + " of a newer build");
    }

    static byte[] keyBytes(Object key) {
        return key.toString().getBytes(StandardCharsets.UTF_8);
    }

    static void checkKey(Object named, byte[] key) throws UnreadableRecordException {
        if (!Arrays.equals(keyBytes(named), key)) {
            throw new UnreadableRecordException("the key does not name " + named);
        }
    }

    static ByteString bytes(UUID uuid) {
        return ByteString.copyFrom(Uuids.toBytes(uuid));
    }

    static UUID uuid(ByteString bytes) {
        return Uuids.fromBytes(bytes.asReadOnlyByteBuffer());
    }

    static TransferKey transferKey(String tenant, ByteString id) {
        return new TransferKey(new Tenant(tenant), new TransferId(uuid(id)));
    }

    static AccountKey accountKey(String tenant, String id) {
        return new AccountKey(new Tenant(tenant), new AccountId(id));
    }

    static dev.kontor.events.proto.TransferRequest request(TransferRequest request) {
        dev.kontor.events.proto.TransferRequest.Builder out =
                dev.kontor.events.proto.TransferRequest.newBuilder()
                        .setCapture(
                                dev.kontor.events.proto.Capture.forNumber(
                                        number(request.capture())))
                        .setReceivedAt(Micros.of(request.receivedAt()))
                        .addAllMetadata(metadata(request.metadata()));
        request.legs().forEach(leg -> out.addLegs(leg(leg)));
        if (request.expiresAt() != null) {
            out.setExpiresAt(Micros.of(request.expiresAt()));
        }
        if (request.happenedAt() != null) {
            out.setHappenedAt(Micros.of(request.happenedAt()));
        }
        if (request.sentAt() != null) {
            out.setSentAt(Micros.of(request.sentAt()));
        }
        if (request.description() != null) {
            out.setDescription(request.description());
        }
        return out.build();
    }

    static TransferRequest request(dev.kontor.events.proto.TransferRequest in) {
        return new TransferRequest(
                in.getLegsList().stream().map(Wire::leg).toList(),
                known(Capture.values(), in.getCaptureValue(), "capture"),
                in.hasExpiresAt() ? Micros.toInstant(in.getExpiresAt()) : null,
                in.hasHappenedAt() ? Micros.toInstant(in.getHappenedAt()) : null,
                in.hasSentAt() ? Micros.toInstant(in.getSentAt()) : null,
                Micros.toInstant(in.getReceivedAt()),
                in.hasDescription() ? in.getDescription() : null,
                metadata(in.getMetadataList()));
    }

    private static dev.kontor.events.proto.Leg leg(Leg leg) {
        dev.kontor.events.proto.Leg.Builder out =
                dev.kontor.events.proto.Leg.newBuilder()
                        .setAccount(leg.account().text())
                        .setDirection(direction(leg.direction()))
                        .setAmount(leg.amount().minor())
                        .setCurrency(leg.amount().currency().code());
        if (leg.hint() != null) {
            out.setHint(facts(leg.hint()));
        }
        return out.build();
    }

    private static Leg leg(dev.kontor.events.proto.Leg in) {
        return new Leg(
                new AccountId(in.getAccount()),
                direction(in.getDirectionValue()),
                new Money(in.getAmount(), Currency.of(in.getCurrency())),
                in.hasHint() ? facts(in.getHint()) : null);
    }

    static dev.kontor.events.proto.AccountHint facts(AccountFacts facts) {
        return dev.kontor.events.proto.AccountHint.newBuilder()
                .setCurrency(facts.currency().code())
                .setWithoutLimit(facts.withoutLimit())
                .setClosed(facts.closed())
                .build();
    }

    static AccountFacts facts(dev.kontor.events.proto.AccountHint in) {
        return new AccountFacts(
                Currency.of(in.getCurrency()), in.getWithoutLimit(), in.getClosed());
    }

    static dev.kontor.events.proto.Direction direction(Direction direction) {
        return dev.kontor.events.proto.Direction.forNumber(number(direction));
    }

    static Direction direction(int number) {
        return known(Direction.values(), number, "direction");
    }

    static dev.kontor.events.proto.RequestKind requestKind(RequestKind kind) {
        return dev.kontor.events.proto.RequestKind.forNumber(number(kind));
    }

    static RequestKind requestKind(int number) throws FutureRecordException {
        return knownOrFuture(RequestKind.values(), number, "request kind");
    }

    static dev.kontor.events.proto.Action action(Action action) {
        return dev.kontor.events.proto.Action.forNumber(number(action));
    }

    static Action action(int number) throws FutureRecordException {
        return knownOrFuture(Action.values(), number, "action");
    }

    static dev.kontor.events.proto.Refusal refusal(Refusal refusal) {
        return dev.kontor.events.proto.Refusal.forNumber(number(refusal));
    }

    static Refusal refusal(int number) throws FutureRecordException {
        return knownOrFuture(Refusal.values(), number, "refusal");
    }

    static dev.kontor.events.proto.TransferStatus status(TransferStatus status) {
        return dev.kontor.events.proto.TransferStatus.forNumber(number(status));
    }

    static TransferStatus status(int number) {
        return known(TransferStatus.values(), number, "status");
    }

    static dev.kontor.events.proto.Rejection rejection(Rejection rejection) {
        AccountId account = rejection.account();
        return dev.kontor.events.proto.Rejection.newBuilder()
                .setRefusal(refusal(rejection.refusal()))
                .setAccount(account == null ? "" : account.text())
                .build();
    }

    static Rejection rejection(dev.kontor.events.proto.Rejection in) throws FutureRecordException {
        return new Rejection(
                refusal(in.getRefusalValue()),
                in.getAccount().isEmpty() ? null : new AccountId(in.getAccount()));
    }

    static dev.kontor.events.proto.LegResult legResult(LegResult result) {
        return dev.kontor.events.proto.LegResult.newBuilder()
                .setLeg(result.leg())
                .setVersion(result.version())
                .setBalanceAfter(balance(result.balanceAfter()))
                .build();
    }

    static LegResult legResult(dev.kontor.events.proto.LegResult in) {
        return new LegResult(in.getLeg(), in.getVersion(), balance(in.getBalanceAfter()));
    }

    static Balance balance(BigInteger balance) {
        return balance.bitLength() < Long.SIZE
                ? Balance.newBuilder().setSmall(balance.longValueExact()).build()
                : Balance.newBuilder().setLarge(ByteString.copyFrom(balance.toByteArray())).build();
    }

    static BigInteger balance(Balance in) {
        return switch (in.getAmountCase()) {
            case SMALL -> BigInteger.valueOf(in.getSmall());
            case LARGE -> new BigInteger(in.getLarge().toByteArray());
            case AMOUNT_NOT_SET -> throw new IllegalArgumentException("no balance");
        };
    }

    static dev.kontor.events.proto.OpenAccount opening(OpenAccount opening) {
        return dev.kontor.events.proto.OpenAccount.newBuilder()
                .setCurrency(opening.currency().code())
                .setOverdraftLimit(limit(opening.overdraftLimit()))
                .addAllMetadata(metadata(opening.metadata()))
                .setReceivedAt(Micros.of(opening.receivedAt()))
                .build();
    }

    static OpenAccount opening(dev.kontor.events.proto.OpenAccount in) {
        return new OpenAccount(
                Currency.of(in.getCurrency()),
                limit(in.getOverdraftLimit()),
                metadata(in.getMetadataList()),
                Micros.toInstant(in.getReceivedAt()));
    }

    static dev.kontor.events.proto.OverdraftLimit limit(OverdraftLimit limit) {
        return switch (limit) {
            case OverdraftLimit.Limited(long minor) ->
                    dev.kontor.events.proto.OverdraftLimit.newBuilder().setAmount(minor).build();
            case OverdraftLimit.Unlimited() ->
                    dev.kontor.events.proto.OverdraftLimit.newBuilder()
                            .setWithoutLimit(true)
                            .build();
        };
    }

    static OverdraftLimit limit(dev.kontor.events.proto.OverdraftLimit in) {
        return switch (in.getLimitCase()) {
            case AMOUNT -> new OverdraftLimit.Limited(in.getAmount());
            case WITHOUT_LIMIT -> {
                if (!in.getWithoutLimit()) {
                    throw new IllegalArgumentException("a limit that is neither there nor absent");
                }
                yield new OverdraftLimit.Unlimited();
            }
            case LIMIT_NOT_SET -> throw new IllegalArgumentException("no overdraft limit");
        };
    }

    static List<MetadataEntry> metadata(Map<String, String> metadata) {
        return metadata.entrySet().stream()
                .map(entry ->
                        MetadataEntry.newBuilder()
                                .setKey(entry.getKey())
                                .setValue(entry.getValue())
                                .build())
                .toList();
    }

    static SortedMap<String, String> metadata(List<MetadataEntry> in) {
        SortedMap<String, String> metadata = new TreeMap<>();
        in.forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        return metadata;
    }

    static dev.kontor.events.proto.ReplyTo reply(Reply reply) {
        return dev.kontor.events.proto.ReplyTo.newBuilder()
                .setInstance(reply.to().instance())
                .setWaiter(reply.to().waiter())
                .setStanding(dev.kontor.events.proto.Standing.forNumber(number(reply.standing())))
                .build();
    }

    static Reply reply(dev.kontor.events.proto.ReplyTo in) {
        return new Reply(
                new ReplyTo(in.getInstance(), in.getWaiter()),
                known(Reply.Standing.values(), in.getStandingValue(), "standing"));
    }

    static String digest(@Nullable ContentDigest digest) {
        return digest == null ? "" : digest.text();
    }

    static @Nullable ContentDigest digest(String text) {
        return text.isEmpty() ? null : new ContentDigest(text);
    }

    /// The identity of an instruction, which three topics carry in the same five fields.
    static InstructionId instructionId(
            AccountKey account,
            ByteString transfer,
            int kind,
            ByteString requestId,
            int leg,
            int action)
            throws FutureRecordException {
        return new InstructionId(
                account,
                new TransferId(uuid(transfer)),
                requestKind(kind),
                requestId(requestId),
                leg,
                action(action));
    }

    static ByteString requestId(@Nullable UUID requestId) {
        return requestId == null ? ByteString.EMPTY : bytes(requestId);
    }

    static @Nullable UUID requestId(ByteString bytes) {
        return bytes.isEmpty() ? null : uuid(bytes);
    }

    /// Our enums stand in the order of their numbers in the records, from 1; a test compares the
    /// names.
    @SuppressWarnings("EnumOrdinal")
    static int number(Enum<?> value) {
        return value.ordinal() + 1;
    }

    static <E> E known(E[] values, int number, String what) {
        if (number < 1 || number > values.length) {
            throw new IllegalArgumentException("not a " + what + ": " + number);
        }
        return values[number - 1];
    }

    private static <E> E knownOrFuture(E[] values, int number, String what)
            throws FutureRecordException {
        if (number > values.length) {
            throw new FutureRecordException(what + " " + number + " of a newer build");
        }
        return known(values, number, what);
    }
}
