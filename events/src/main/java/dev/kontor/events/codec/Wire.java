package dev.kontor.events.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Reply;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.Uuids;
import dev.kontor.events.proto.Balance;
import dev.kontor.events.proto.CommandConflicted;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The parts that records of several topics share, to and from bytes.
///
/// Readers throw [IllegalArgumentException] for anything that is out of range; [#reading] turns
/// that into an unreadable record.
final class Wire {
    private static final Reply.Standing[] STANDINGS = Reply.Standing.values();

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

    static void checkKey(TransferKey named, byte[] key) throws UnreadableRecordException {
        if (!Arrays.equals(named.bytes(), key)) {
            throw new UnreadableRecordException("the key does not name " + named);
        }
    }

    static void checkKey(AccountKey named, byte[] key) throws UnreadableRecordException {
        if (!Arrays.equals(named.bytes(), key)) {
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

    static List<dev.kontor.events.proto.ReplyTo> replies(List<Reply> replies) {
        List<dev.kontor.events.proto.ReplyTo> out = new ArrayList<>(replies.size());
        for (Reply reply : replies) {
            out.add(reply(reply));
        }
        return out;
    }

    static List<Reply> repliesOf(List<dev.kontor.events.proto.ReplyTo> in) {
        List<Reply> replies = new ArrayList<>(in.size());
        for (dev.kontor.events.proto.ReplyTo reply : in) {
            replies.add(reply(reply));
        }
        return List.copyOf(replies);
    }

    private static dev.kontor.events.proto.ReplyTo reply(Reply reply) {
        return dev.kontor.events.proto.ReplyTo.newBuilder()
                .setInstance(reply.to().instance())
                .setWaiter(reply.to().waiter())
                .setStanding(dev.kontor.events.proto.Standing.forNumber(number(reply.standing())))
                .build();
    }

    private static Reply reply(dev.kontor.events.proto.ReplyTo in) {
        return new Reply(
                new ReplyTo(in.getInstance(), in.getWaiter()),
                known(STANDINGS, in.getStandingValue(), "standing"));
    }

    static String digest(@Nullable ContentDigest digest) {
        return digest == null ? "" : digest.text();
    }

    static @Nullable ContentDigest digest(String text) {
        return text.isEmpty() ? null : new ContentDigest(text);
    }

    static Conflicts conflicts(long count, List<String> digests) {
        List<ContentDigest> known = new ArrayList<>(digests.size());
        for (String digest : digests) {
            known.add(new ContentDigest(digest));
        }
        return new Conflicts(count, known);
    }

    static List<String> digests(Conflicts conflicts) {
        return conflicts.digests().stream().map(ContentDigest::text).toList();
    }

    static CommandConflicted commandConflicted(
            UUID command, @Nullable ContentDigest digest, Instant at) {
        return CommandConflicted.newBuilder()
                .setCommandId(bytes(command))
                .setContentDigest(digest(digest))
                .setAt(Micros.of(at))
                .build();
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

    static <E> E knownOrFuture(E[] values, int number, String what) throws FutureRecordException {
        if (number > values.length) {
            throw new FutureRecordException(what + " " + number + " of a newer build");
        }
        return known(values, number, what);
    }
}
