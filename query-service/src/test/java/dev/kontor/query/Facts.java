package dev.kontor.query;

import static dev.kontor.query.CommandFacts.command;

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
import dev.kontor.events.model.Posting;
import dev.kontor.events.model.Progress;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferStatus;
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

    /// A transfer with `"capture": "manual"`.
    public static TransferEvent.Received receivedManual(
            long transfer, String from, String to, long amount) {
        TransferRequest asked = received(transfer, from, to, amount).request();
        TransferRequest request =
                new TransferRequest(
                        asked.legs(),
                        Capture.MANUAL,
                        null,
                        null,
                        null,
                        asked.receivedAt(),
                        null,
                        new TreeMap<>());
        return new TransferEvent.Received(
                Rules.CURRENT, transfer(transfer), 1, request, ContentDigest.of(request));
    }

    public static Posting posting(int leg, Action action, long version) {
        return new Posting(leg, action, version, BigInteger.valueOf(version * 1_000));
    }

    public static TransferEvent.Authorized authorized(
            long transfer, long number, Posting... postings) {
        return new TransferEvent.Authorized(
                Rules.CURRENT,
                transfer(transfer),
                number,
                List.of(postings),
                START.plusSeconds(transfer + 1));
    }

    public static TransferEvent.Posted postedWith(
            long transfer, long number, long returned, Posting... postings) {
        return new TransferEvent.Posted(
                Rules.CURRENT,
                transfer(transfer),
                number,
                List.of(),
                List.of(postings),
                returned,
                returned == 0 ? null : new Rejection(Refusal.ACCOUNT_CLOSED, new AccountId("bob")),
                START.plusSeconds(transfer + 1));
    }

    public static TransferEvent.Returned returnedWith(
            long transfer, long number, long returned, Posting... postings) {
        return new TransferEvent.Returned(
                Rules.CURRENT,
                transfer(transfer),
                number,
                List.of(),
                List.of(postings),
                returned,
                new Rejection(Refusal.ACCOUNT_CLOSED, new AccountId("bob")),
                START.plusSeconds(transfer + 1));
    }

    public static TransferEvent.Expired expired(
            long transfer, long number, Progress progress, Posting... postings) {
        return new TransferEvent.Expired(
                Rules.CURRENT,
                transfer(transfer),
                number,
                List.of(postings),
                progress,
                START.plusSeconds(transfer + 5));
    }

    public static Progress progress(
            TransferStatus status, long captured, long released, long reversed) {
        return new Progress(status, captured, released, reversed, 0, null);
    }

    /// An entry of a command below a transfer.
    public static AccountEvent.EntryPosted entry(
            AccountEvent.EntryPosted like,
            RequestKind kind,
            @Nullable UUID command,
            Action action) {
        return new AccountEvent.EntryPosted(
                like.rules(),
                like.key(),
                like.version(),
                like.transfer(),
                kind,
                command,
                like.leg(),
                action,
                like.direction(),
                like.amount(),
                like.balanceAfter(),
                like.heldAfter(),
                like.postedAt(),
                like.effectiveAt());
    }

    /// The same, with an amount that is held after it.
    public static AccountEvent.EntryPosted holding(AccountEvent.EntryPosted like, long heldAfter) {
        return new AccountEvent.EntryPosted(
                like.rules(),
                like.key(),
                like.version(),
                like.transfer(),
                like.kind(),
                like.requestId(),
                like.leg(),
                like.action(),
                like.direction(),
                like.amount(),
                like.balanceAfter(),
                heldAfter,
                like.postedAt(),
                like.effectiveAt());
    }

    public static AccountEvent.HoldPlaced held(
            String id, long version, long transfer, long amount, long balance, long heldAfter) {
        return new AccountEvent.HoldPlaced(
                Rules.CURRENT,
                account(id),
                version,
                transfer(transfer).id(),
                RequestKind.TRANSFER,
                null,
                0,
                new Money(amount, EUR),
                BigInteger.valueOf(balance),
                heldAfter,
                START.plusSeconds(version));
    }

    public static AccountEvent.HoldReleased released(
            String id, long version, long transfer, long amount, long balance, long heldAfter) {
        return new AccountEvent.HoldReleased(
                Rules.CURRENT,
                account(id),
                version,
                transfer(transfer).id(),
                RequestKind.VOID,
                command(transfer),
                0,
                new Money(amount, EUR),
                BigInteger.valueOf(balance),
                heldAfter,
                START.plusSeconds(version));
    }
}
