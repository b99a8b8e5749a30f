package dev.kontor.query;

import dev.kontor.events.codec.Rules;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRequest;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Facts as the processors would write them.
public final class Facts {
    public static final Currency EUR = Currency.of("EUR");
    public static final Instant START = Instant.parse("2026-01-31T12:00:00.000001Z");

    private Facts() {}

    public static AccountKey account(String id) {
        return new AccountKey(Tenant.DEFAULT, new AccountId(id));
    }

    public static TransferKey transfer(long number) {
        return new TransferKey(
                Tenant.DEFAULT, new TransferId(new UUID(0x0199_0000_0000_7000L, number)));
    }

    public static ContentDigest digest(String text) {
        return new ContentDigest("v1:" + text);
    }

    public static AccountEvent.Opened opened(String id) {
        return opened(id, new OverdraftLimit.Limited(0), START);
    }

    public static AccountEvent.Opened opened(String id, OverdraftLimit limit, Instant at) {
        OpenAccount opening =
                new OpenAccount(EUR, limit, new TreeMap<>(Map.of("kind", "\"test\"")), at);
        return new AccountEvent.Opened(
                Rules.CURRENT, account(id), 1, opening, ContentDigest.of(opening), at);
    }

    public static AccountEvent.EntryPosted credit(
            String id, long version, long transfer, long amount, long balanceAfter) {
        return entry(id, version, transfer, 1, Direction.CREDIT, amount, balanceAfter);
    }

    public static AccountEvent.EntryPosted debit(
            String id, long version, long transfer, long amount, long balanceAfter) {
        return entry(id, version, transfer, 0, Direction.DEBIT, amount, balanceAfter);
    }

    private static AccountEvent.EntryPosted entry(
            String id,
            long version,
            long transfer,
            int leg,
            Direction direction,
            long amount,
            long balanceAfter) {
        return new AccountEvent.EntryPosted(
                Rules.CURRENT,
                account(id),
                version,
                transfer(transfer).id(),
                RequestKind.TRANSFER,
                null,
                leg,
                direction == Direction.DEBIT ? Action.POST_DEBIT : Action.POST_CREDIT,
                direction,
                new Money(amount, EUR),
                BigInteger.valueOf(balanceAfter),
                0,
                START.plusSeconds(version),
                START.plusSeconds(version - 60));
    }

    public static AccountEvent.OpeningConflicted openingConflicted(
            String id, long version, @Nullable String digest) {
        return new AccountEvent.OpeningConflicted(
                Rules.CURRENT,
                account(id),
                version,
                digest == null ? null : digest(digest),
                START.plusSeconds(version));
    }

    public static TransferEvent.Received received(
            long transfer, String from, String to, long amount) {
        return received(transfer, from, to, amount, START.plusSeconds(transfer));
    }

    public static TransferEvent.Received received(
            long transfer, String from, String to, long amount, Instant at) {
        TransferRequest request =
                new TransferRequest(
                        List.of(
                                new Leg(
                                        new AccountId(from),
                                        Direction.DEBIT,
                                        new Money(amount, EUR),
                                        null),
                                new Leg(
                                        new AccountId(to),
                                        Direction.CREDIT,
                                        new Money(amount, EUR),
                                        null)),
                        Capture.AUTOMATIC,
                        null,
                        at.minusSeconds(10),
                        at.minusSeconds(9),
                        at,
                        "lunch \\ \t for €5",
                        new TreeMap<>(Map.of("order", "o-" + transfer)));
        return new TransferEvent.Received(
                Rules.CURRENT, transfer(transfer), 1, request, ContentDigest.of(request));
    }

    public static TransferEvent.Posted posted(
            long transfer, long number, long debitVersion, long creditVersion) {
        return new TransferEvent.Posted(
                Rules.CURRENT,
                transfer(transfer),
                number,
                List.of(
                        new LegResult(0, debitVersion, BigInteger.valueOf(-1)),
                        new LegResult(1, creditVersion, BigInteger.TWO.pow(70))),
                List.of(),
                0,
                null,
                START.plusSeconds(transfer + 1));
    }

    public static TransferEvent.Rejected rejected(long transfer, long number) {
        return new TransferEvent.Rejected(
                Rules.CURRENT,
                transfer(transfer),
                number,
                List.of(),
                new Rejection(Refusal.INSUFFICIENT_FUNDS, new AccountId("alice")),
                START.plusSeconds(transfer + 1));
    }

    public static TransferEvent.Returned returned(
            long transfer, long number, long debitVersion, long amount) {
        return new TransferEvent.Returned(
                Rules.CURRENT,
                transfer(transfer),
                number,
                List.of(new LegResult(0, debitVersion, BigInteger.ZERO)),
                List.of(),
                amount,
                new Rejection(Refusal.ACCOUNT_CLOSED, new AccountId("bob")),
                START.plusSeconds(transfer + 1));
    }

    public static TransferEvent.Conflicted conflicted(
            long transfer, long number, @Nullable String digest) {
        return new TransferEvent.Conflicted(
                Rules.CURRENT,
                transfer(transfer),
                number,
                digest == null ? null : digest(digest),
                START.plusSeconds(transfer + 2));
    }
}
