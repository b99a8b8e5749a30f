package dev.kontor.ledger.domain;

import static dev.kontor.ledger.Sample.CREDIT;
import static dev.kontor.ledger.Sample.DEBIT;
import static dev.kontor.ledger.Sample.NOON;
import static dev.kontor.ledger.Sample.OPEN;
import static dev.kontor.ledger.Sample.WITHOUT_LIMIT;
import static dev.kontor.ledger.Sample.debit;
import static dev.kontor.ledger.Sample.found;
import static dev.kontor.ledger.Sample.leg;
import static dev.kontor.ledger.Sample.manual;
import static dev.kontor.ledger.Sample.posted;
import static dev.kontor.ledger.Sample.refused;
import static dev.kontor.ledger.Sample.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.Outcome;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.ledger.Sample;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What must not happen to a transfer and, if it does, breaks an invariant instead of moving money.
class BrokenTransfersTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");

    private final Life life = new Life();

    @Test
    void breaksWhereAnOutcomeIsAnsweredOtherwise() {
        life.requested(request());
        life.answered(DEBIT, Action.POST_DEBIT, posted(78, 10800));
        for (Result other : List.of(posted(79, 10800), refused(Refusal.ACCOUNT_FROZEN))) {
            assertThat(life.answered(DEBIT, Action.POST_DEBIT, other))
                    .singleElement()
                    .asString()
                    .startsWith("broken: two outcomes of one instruction");
        }
        assertThat(life.answered(DEBIT, Action.POST_DEBIT, NOON.plusSeconds(2), posted(78, 10800)))
                .singleElement()
                .asString()
                .startsWith("broken: two outcomes of one instruction");
    }

    @Test
    void breaksWhereAnOutcomeWasNeverAskedFor() {
        assertThat(life.answered(DEBIT, Action.POST_DEBIT, posted(1, 0)))
                .containsExactly("broken: an outcome for a transfer that was never asked for");
        life.requested(request());
        assertThat(life.answered(CREDIT, Action.POST_CREDIT, posted(1, 0)))
                .singleElement()
                .asString()
                .startsWith("broken: an outcome never asked for");
        assertThat(life.answered(2, Action.POST_DEBIT, posted(1, 0)))
                .singleElement()
                .asString()
                .startsWith("broken: an outcome never asked for");
        assertThat(
                        life.take(
                                Sample.answered(
                                        Sample.key(1),
                                        "mallory",
                                        DEBIT,
                                        Action.POST_DEBIT,
                                        posted(1, 0)),
                                (String) null))
                .singleElement()
                .asString()
                .startsWith("broken: an outcome never asked for");
    }

    @Test
    void breaksWhereAnAnswerDoesNotSuitWhatWasAsked() {
        life.requested(request(WITHOUT_LIMIT, null));
        assertThat(life.answered(CREDIT, Action.PROBE, posted(1, 0)))
                .singleElement()
                .asString()
                .startsWith("broken: not an outcome of such an instruction");
        life.answered(CREDIT, Action.PROBE, found());
        assertThat(life.answered(DEBIT, Action.POST_DEBIT, refused(Refusal.ACCOUNT_FROZEN)))
                .singleElement()
                .asString()
                .startsWith("broken: not an outcome of such an instruction");
        assertThat(life.answered(DEBIT, Action.POST_DEBIT, found()))
                .singleElement()
                .asString()
                .startsWith("broken: not an outcome of such an instruction");
    }

    @Test
    void breaksWhereAnAnswerCarriesOtherRulesThanWhatWasAsked() {
        life.requested(request());
        TransferRecord.Answered answer =
                (TransferRecord.Answered)
                        life.answer(DEBIT, Action.POST_DEBIT, NOON, posted(78, 10800));
        Outcome other = new Outcome(1, answer.outcome().id(), NOON, posted(78, 10800));
        assertThat(life.take(new TransferRecord.Answered(other), (String) null))
                .singleElement()
                .asString()
                .startsWith("broken: an outcome never asked for");
    }

    @ParameterizedTest
    @MethodSource
    void breaksWhereAnAnswerIsOfAnotherKindThanTheAction(String leg, Result result) {
        life.requested(
                manual(
                        debit("alice", 5),
                        leg("fees", Direction.DEBIT, 5, WITHOUT_LIMIT),
                        leg("bob", Direction.CREDIT, 10, OPEN)));
        if (!leg.equals("hold")) {
            life.agrees(0);
            life.commanded(1, new TransferCommand.Capture(3L, false));
        }
        if (leg.equals("release")) {
            life.agreeToAll();
            life.commanded(2, new TransferCommand.Void());
        }
        assertThat(life.answers(leg.equals("credit") ? 2 : 0, result))
                .singleElement()
                .asString()
                .startsWith("broken: not an outcome of such an instruction");
    }

    static Stream<Arguments> breaksWhereAnAnswerIsOfAnotherKindThanTheAction() {
        Result held = new Result.Held(1, BigInteger.ZERO);
        Result released = new Result.Released(1, BigInteger.ZERO);
        return Stream.of(
                Arguments.of("hold", posted(1, 0)),
                Arguments.of("hold", released),
                Arguments.of("hold", found()),
                Arguments.of("capture", refused(Refusal.ACCOUNT_FROZEN)),
                Arguments.of("capture", held),
                Arguments.of("capture", released),
                Arguments.of("credit", held),
                Arguments.of("credit", found()),
                Arguments.of("release", refused(Refusal.ACCOUNT_FROZEN)),
                Arguments.of("release", posted(1, 0)),
                Arguments.of("release", held));
    }

    @Test
    void breaksOnAnExpiryThatNobodyAskedFor() {
        assertThat(life.expiryDue(NOON))
                .containsExactly("broken: the expiry of a transfer that was never asked for");
        life.requested(request());
        assertThat(life.expiryDue(NOON.plusSeconds(1_000_000)))
                .singleElement()
                .asString()
                .startsWith("broken: the expiry of a transfer that does not expire so");
    }

    @Test
    void breaksOnACommandOfRulesThatKnowNone() {
        life.requested(request());
        TransferCommand reversal = new TransferCommand.Reversal(null, null);
        TransferRecord old =
                new TransferRecord.Commanded(1, Sample.key(1), Sample.command(1), reversal, NOON);
        assertThat(life.take(old, (String) null))
                .containsExactly("broken: a command, and rules 1 know none");
    }

    @ParameterizedTest
    @MethodSource
    void breaksOnWhatTheseRulesDoNotKnow(int rules, List<Leg> legs, Capture capture) {
        TransferRecord record =
                new TransferRecord.Requested(rules, Sample.key(1), request(legs, capture));
        assertThat(life.take(record, (String) null))
                .singleElement()
                .asString()
                .startsWith("broken: ");
        assertThat(life.steps()).isEmpty();
    }

    static Stream<Arguments> breaksOnWhatTheseRulesDoNotKnow() {
        Leg debit = new Leg(ALICE, Direction.DEBIT, new Money(5, Currency.of("EUR")), OPEN);
        Leg credit = new Leg(BOB, Direction.CREDIT, new Money(5, Currency.of("EUR")), OPEN);
        Leg more = new Leg(BOB, Direction.CREDIT, new Money(6, Currency.of("EUR")), OPEN);
        Leg dollars = new Leg(BOB, Direction.CREDIT, new Money(5, Currency.of("USD")), OPEN);
        List<Leg> many = new ArrayList<>(Collections.nCopies(500, debit));
        many.addAll(Collections.nCopies(500, credit));
        many.add(debit);
        many.add(credit);
        return Stream.of(
                Arguments.of(1, List.of(debit, credit), Capture.MANUAL),
                Arguments.of(1, List.of(debit, credit, debit, credit), Capture.AUTOMATIC),
                Arguments.of(1, List.of(debit, debit), Capture.AUTOMATIC),
                Arguments.of(1, List.of(debit, more), Capture.AUTOMATIC),
                Arguments.of(1, List.of(debit, dollars), Capture.AUTOMATIC),
                Arguments.of(2, List.of(debit, debit), Capture.AUTOMATIC),
                Arguments.of(2, List.of(debit, more), Capture.MANUAL),
                Arguments.of(2, List.of(debit, dollars), Capture.AUTOMATIC),
                Arguments.of(2, List.of(debit, credit, debit), Capture.AUTOMATIC),
                Arguments.of(2, many, Capture.AUTOMATIC));
    }
}
