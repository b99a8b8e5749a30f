package dev.kontor.events.codec;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.DeadLetter;
import dev.kontor.events.model.DeadLetterAction;
import dev.kontor.events.model.DeadLetterAction.Step;
import dev.kontor.events.model.DeadLetterFact;
import dev.kontor.events.model.DeadLetterId;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Micros;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.Outcome;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.ReplyTo;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.events.proto.AccountEventRecord;
import dev.kontor.events.proto.AccountFactsRecord;
import dev.kontor.events.proto.DeadLetterRecord;
import dev.kontor.events.proto.TransferEventRecord;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A record of each kind, as a value; its bytes are checked in under the same name, and what they
/// mean never changes.
///
/// @param file below `records/v1`: topic and kind
/// @param encoded by this build
record Example(
        String file,
        Object value,
        byte[] key,
        byte[] encoded,
        Decoder decoder,
        Parser<? extends Message> wire) {

    private static final DeadLetterId LETTER = new DeadLetterId("transfers", 3, 17);

    @FunctionalInterface
    interface Decoder {
        Object decode(byte[] key, byte[] value)
                throws UnreadableRecordException, FutureRecordException;
    }

    private static final Tenant TENANT = new Tenant("default");
    static final Currency EUR = Currency.of("EUR");
    static final TransferKey TRANSFER =
            new TransferKey(TENANT, TransferId.parse("0198c0de-0000-7000-8000-000000000001"));
    static final AccountKey ALICE = new AccountKey(TENANT, new AccountId("alice"));
    private static final AccountKey WORLD = new AccountKey(TENANT, new AccountId("world:eur"));
    static final UUID COMMAND = UUID.fromString("0198c0de-0000-7000-8000-0000000000ff");
    static final Instant RECEIVED = Instant.parse("2026-11-23T04:00:00.123456Z");
    static final Instant LATER = RECEIVED.plusSeconds(1);
    static final BigInteger LARGE = BigInteger.TWO.pow(70).negate();
    static final ContentDigest DIGEST = new ContentDigest("v1:" + "ab".repeat(32));
    static final Conflicts CONFLICTS = new Conflicts(3, List.of(DIGEST));
    static final TransferRequest REQUEST =
            new TransferRequest(
                    List.of(
                            new Leg(ALICE.id(), Direction.DEBIT, new Money(1250, EUR), null),
                            new Leg(
                                    WORLD.id(),
                                    Direction.CREDIT,
                                    new Money(1250, EUR),
                                    new AccountFacts(EUR, true, false))),
                    Capture.MANUAL,
                    RECEIVED.plusSeconds(86_400),
                    RECEIVED.minusSeconds(60),
                    RECEIVED.minusSeconds(1),
                    RECEIVED,
                    "Zürich → café",
                    new TreeMap<>(Map.of("b", "2", "a", "1")));
    private static final TransferRequest PLAIN =
            new TransferRequest(
                    REQUEST.legs(),
                    Capture.AUTOMATIC,
                    null,
                    null,
                    null,
                    RECEIVED,
                    null,
                    new TreeMap<>());
    static final OpenAccount OPENING =
            new OpenAccount(
                    EUR,
                    new OverdraftLimit.Limited(500),
                    new TreeMap<>(Map.of("k", "v")),
                    RECEIVED);
    static final List<LegResult> RESULTS =
            List.of(new LegResult(0, 7, BigInteger.TEN), new LegResult(1, 9, LARGE));
    static final Rejection REJECTION = new Rejection(Refusal.INSUFFICIENT_FUNDS, ALICE.id());

    static List<Example> all() {
        List<Example> all = new ArrayList<>(ofTheFirstRules());
        all.addAll(CommandExamples.all());
        return all;
    }

    private static List<Example> ofTheFirstRules() {
        return List.of(
                transfer("request", new TransferRecord.Requested(1, TRANSFER, REQUEST)),
                transfer("request-plain", new TransferRecord.Requested(1, TRANSFER, PLAIN)),
                outcome("posted", new Outcome.Result.Posted(3, BigInteger.valueOf(-5))),
                outcome("posted-large", new Outcome.Result.Posted(3, LARGE)),
                outcome("refused", new Outcome.Result.Refused(Refusal.ACCOUNT_CLOSED)),
                outcome("found", new Outcome.Result.Found(EUR, true)),
                instruction(
                        "instruction",
                        new InstructionRecord.Instructed(
                                new Instruction(
                                        1,
                                        id(Action.POST_CREDIT),
                                        new Money(Money.MAX_MINOR, EUR),
                                        true,
                                        RECEIVED,
                                        LATER))),
                instruction("open", new InstructionRecord.OpeningRequested(1, ALICE, OPENING)),
                instruction(
                        "open-without-limit",
                        new InstructionRecord.OpeningRequested(
                                1,
                                WORLD,
                                new OpenAccount(
                                        EUR,
                                        new OverdraftLimit.Unlimited(),
                                        new TreeMap<>(),
                                        RECEIVED))),
                event("received", new TransferEvent.Received(1, TRANSFER, 1, REQUEST, DIGEST)),
                event(
                        "posted",
                        new TransferEvent.Posted(
                                1, TRANSFER, 2, RESULTS, List.of(), 0, null, LATER)),
                event(
                        "rejected",
                        new TransferEvent.Rejected(1, TRANSFER, 2, List.of(), REJECTION, LATER)),
                event(
                        "rejected-without-account",
                        new TransferEvent.Rejected(
                                1,
                                TRANSFER,
                                2,
                                List.of(),
                                new Rejection(Refusal.EXPIRED, null),
                                LATER)),
                event(
                        "returned",
                        new TransferEvent.Returned(
                                1, TRANSFER, 2, RESULTS, List.of(), 1250, REJECTION, LATER)),
                event("conflicted", new TransferEvent.Conflicted(1, TRANSFER, 3, DIGEST, LATER)),
                event(
                        "conflicted-counted",
                        new TransferEvent.Conflicted(1, TRANSFER, 23, null, LATER)),
                event(
                        "answer",
                        new TransferEvent.Answer(
                                1,
                                new TransferSnapshot(
                                        TRANSFER,
                                        REQUEST,
                                        DIGEST,
                                        TransferStatus.RETURNED,
                                        RESULTS,
                                        1,
                                        2,
                                        3,
                                        4,
                                        REJECTION,
                                        CONFLICTS,
                                        LATER,
                                        List.of()),
                                List.of(
                                        new ReplyTo("a1b2", 9).as(Standing.FIRST),
                                        new ReplyTo("a1b2", 10).as(Standing.CONFLICT)))),
                account("opened", new AccountEvent.Opened(1, ALICE, 1, OPENING, DIGEST, RECEIVED)),
                account(
                        "entry",
                        new AccountEvent.EntryPosted(
                                1,
                                ALICE,
                                2,
                                TRANSFER.id(),
                                RequestKind.TRANSFER,
                                COMMAND,
                                1,
                                Action.RETURN,
                                Direction.CREDIT,
                                new Money(1250, EUR),
                                LARGE,
                                30,
                                RECEIVED,
                                LATER)),
                account(
                        "conflicted",
                        new AccountEvent.OpeningConflicted(1, ALICE, 3, DIGEST, LATER)),
                account(
                        "answer",
                        new AccountEvent.Answer(
                                1,
                                new AccountSnapshot(
                                        ALICE,
                                        OPENING,
                                        DIGEST,
                                        AccountStatus.FROZEN,
                                        new OverdraftLimit.Limited(700),
                                        LARGE,
                                        40,
                                        12,
                                        RECEIVED,
                                        LATER,
                                        CONFLICTS),
                                List.of(new ReplyTo("a1b2", 9).as(Standing.REPEAT)))),
                facts(
                        "facts",
                        new AccountFactsRecords.KnownAccount(
                                WORLD, new AccountFacts(EUR, true, true))),
                deadLetter("letter", false),
                deadLetter("letter-cut", true),
                deadLetterAction("retry-begun", new Step.RetryBegun()),
                deadLetterAction("retried", new Step.Retried(2, 99)),
                deadLetterAction("retry-refused", new Step.RetryRefused("no kind")),
                deadLetterAction("discarded", new Step.Discarded("a test")));
    }

    private static InstructionId id(Action action) {
        return new InstructionId(ALICE, TRANSFER.id(), RequestKind.TRANSFER, COMMAND, 1, action);
    }

    static Example transfer(String kind, TransferRecord record) {
        return new Example(
                "transfers/" + kind,
                record,
                record.key().bytes(),
                TransferRecords.encode(record),
                TransferRecords::decode,
                dev.kontor.events.proto.TransferRecord.parser());
    }

    private static Example outcome(String result, Outcome.Result value) {
        return transfer(
                "outcome-" + result,
                new TransferRecord.Answered(new Outcome(1, id(Action.POST_DEBIT), LATER, value)));
    }

    static Example instruction(String kind, InstructionRecord record) {
        return new Example(
                "instructions/" + kind,
                record,
                record.key().bytes(),
                InstructionRecords.encode(record),
                InstructionRecords::decode,
                dev.kontor.events.proto.InstructionRecord.parser());
    }

    static Example event(String kind, TransferEvent event) {
        return new Example(
                "transfer-events/" + kind,
                event,
                event.key().bytes(),
                TransferEvents.encode(event),
                TransferEvents::decode,
                TransferEventRecord.parser());
    }

    static Example account(String kind, AccountEvent event) {
        return new Example(
                "account-events/" + kind,
                event,
                event.key().bytes(),
                AccountEvents.encode(event),
                AccountEvents::decode,
                AccountEventRecord.parser());
    }

    private static Example facts(String kind, AccountFactsRecords.KnownAccount account) {
        return new Example(
                "accounts/" + kind,
                account,
                account.key().bytes(),
                AccountFactsRecords.encode(1, account),
                AccountFactsRecords::decode,
                AccountFactsRecord.parser());
    }

    private static Example deadLetter(String kind, boolean cut) {
        byte[] bytes = "gibberish".getBytes(StandardCharsets.UTF_8);
        return deadLetters(
                kind,
                new DeadLetter(
                        LETTER,
                        "no kind",
                        bytes,
                        bytes,
                        List.of(new DeadLetter.Header("writer", bytes)),
                        cut));
    }

    private static Example deadLetterAction(String kind, DeadLetterAction.Step step) {
        return deadLetters(
                kind,
                new DeadLetterAction(
                        LETTER,
                        UUID.fromString("0199f0f0-0000-7000-8000-00000000000a"),
                        "anna",
                        "127.0.0.1",
                        Micros.toInstant(1_760_000_000_000_000L),
                        step));
    }

    private static Example deadLetters(String kind, DeadLetterFact fact) {
        return new Example(
                "dead-letters/" + kind,
                fact,
                "gibberish".getBytes(StandardCharsets.UTF_8),
                DeadLetters.encode(fact),
                (_, value) -> DeadLetters.decode(value),
                DeadLetterRecord.parser());
    }

    @Override
    public String toString() {
        return file;
    }
}
