package dev.kontor.ledger;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.Outcome;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferRequest;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Transfers of 12.50 euro from alice to bob, and what their accounts may answer.
public final class Sample {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final Currency EUR = Currency.of("EUR");
    public static final AccountFacts OPEN = new AccountFacts(EUR, false, false);
    public static final AccountFacts WITHOUT_LIMIT = new AccountFacts(EUR, true, false);
    public static final AccountFacts CLOSED = new AccountFacts(EUR, false, true);
    public static final AccountFacts IN_DOLLARS =
            new AccountFacts(Currency.of("USD"), false, false);
    public static final int DEBIT = 0;
    public static final int CREDIT = 1;

    /// The rules that new requests carry.
    public static final int RULES = 2;

    private Sample() {}

    public static TransferKey key(int number) {
        return new TransferKey(Tenant.DEFAULT, new TransferId(new UUID(0x0199L << 48, number)));
    }

    public static TransferRequest request() {
        return request(OPEN, OPEN);
    }

    public static TransferRequest request(
            @Nullable AccountFacts debitHint, @Nullable AccountFacts creditHint) {
        return request(1250, debitHint, creditHint);
    }

    public static TransferRequest request(
            long minor, @Nullable AccountFacts debitHint, @Nullable AccountFacts creditHint) {
        Money amount = new Money(minor, EUR);
        return request(
                List.of(
                        new Leg(new AccountId("alice"), Direction.DEBIT, amount, debitHint),
                        new Leg(new AccountId("bob"), Direction.CREDIT, amount, creditHint)),
                Capture.AUTOMATIC);
    }

    public static TransferRequest request(List<Leg> legs, Capture capture) {
        SortedMap<String, String> metadata = new TreeMap<>();
        metadata.put("order", "o-1");
        return new TransferRequest(legs, capture, null, null, null, NOON, "lunch", metadata);
    }

    public static TransferRequest automatic(Leg... legs) {
        return request(List.of(legs), Capture.AUTOMATIC);
    }

    public static TransferRequest manual(Leg... legs) {
        return request(List.of(legs), Capture.MANUAL);
    }

    public static TransferRequest manual(@Nullable Instant expiresAt, Leg... legs) {
        return new TransferRequest(
                List.of(legs), Capture.MANUAL, expiresAt, null, null, NOON, null, new TreeMap<>());
    }

    /// An account of which it is known that it is open, and that it has a limit.
    public static Leg debit(String account, long minor) {
        return leg(account, Direction.DEBIT, minor, OPEN);
    }

    /// An account of which it is known that it is open, and that it has a limit.
    public static Leg credit(String account, long minor) {
        return leg(account, Direction.CREDIT, minor, OPEN);
    }

    public static Leg leg(
            String account, Direction direction, long minor, @Nullable AccountFacts hint) {
        Currency currency = hint == null ? EUR : hint.currency();
        return new Leg(new AccountId(account), direction, new Money(minor, currency), hint);
    }

    public static TransferRecord requested(TransferKey key, TransferRequest request) {
        return new TransferRecord.Requested(RULES, key, request);
    }

    public static UUID command(int number) {
        return new UUID(0x0199L << 48, number);
    }

    public static TransferRecord commanded(
            TransferKey key, int number, TransferCommand command, Instant receivedAt) {
        return new TransferRecord.Commanded(RULES, key, command(number), command, receivedAt);
    }

    public static TransferRecord answered(
            TransferKey key, String account, int leg, Action action, Result result) {
        return answered(key, account, leg, action, NOON.plusSeconds(1), result);
    }

    public static TransferRecord answered(
            TransferKey key, String account, int leg, Action action, Instant at, Result result) {
        return answered(key, RequestKind.TRANSFER, account, leg, action, at, result);
    }

    /// @param kind one whose requests have no id
    public static TransferRecord answered(
            TransferKey key,
            RequestKind kind,
            String account,
            int leg,
            Action action,
            Instant at,
            Result result) {
        InstructionId id =
                new InstructionId(
                        new AccountKey(key.tenant(), new AccountId(account)),
                        key.id(),
                        kind,
                        null,
                        leg,
                        action);
        return new TransferRecord.Answered(new Outcome(RULES, id, at, result));
    }

    public static Result posted(long version, long balanceAfter) {
        return new Result.Posted(version, BigInteger.valueOf(balanceAfter));
    }

    public static Result refused(Refusal refusal) {
        return new Result.Refused(refusal);
    }

    public static Result found() {
        return new Result.Found(EUR, false);
    }
}
