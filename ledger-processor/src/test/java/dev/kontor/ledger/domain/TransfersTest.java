package dev.kontor.ledger.domain;

import static dev.kontor.ledger.Sample.CLOSED;
import static dev.kontor.ledger.Sample.CREDIT;
import static dev.kontor.ledger.Sample.DEBIT;
import static dev.kontor.ledger.Sample.IN_DOLLARS;
import static dev.kontor.ledger.Sample.NOON;
import static dev.kontor.ledger.Sample.OPEN;
import static dev.kontor.ledger.Sample.WITHOUT_LIMIT;
import static dev.kontor.ledger.Sample.found;
import static dev.kontor.ledger.Sample.posted;
import static dev.kontor.ledger.Sample.refused;
import static dev.kontor.ledger.Sample.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.TransferStatus;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransfersTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");

    private final Life life = new Life();

    @Test
    void debitsBeforeItCredits() {
        assertThat(life.requested(request(OPEN, OPEN)))
                .containsExactly("1 Received", "POST_DEBIT 1250 EUR alice");
        assertThat(life.answered(DEBIT, Action.POST_DEBIT, posted(78, 10800)))
                .containsExactly("POST_CREDIT 1250 EUR bob");
        assertThat(life.answered(CREDIT, Action.POST_CREDIT, posted(4, 1250)))
                .containsExactly("2 Posted");

        TransferSnapshot end = life.transfer().snapshot();
        assertThat(end.status()).isEqualTo(TransferStatus.POSTED);
        assertThat(end.capturedAmount()).isEqualTo(1250);
        assertThat(end.results())
                .containsExactly(
                        new LegResult(DEBIT, 78, BigInteger.valueOf(10800)),
                        new LegResult(CREDIT, 4, BigInteger.valueOf(1250)));
    }

    @Test
    void debitsAndCreditsAtOnceWhereTheDebitCannotBeRefused() {
        assertThat(life.requested(request(WITHOUT_LIMIT, OPEN)))
                .containsExactly(
                        "1 Received",
                        "POST_DEBIT 1250 EUR alice unconditional",
                        "POST_CREDIT 1250 EUR bob");
        assertThat(life.answered(CREDIT, Action.POST_CREDIT, posted(4, 1250))).isEmpty();
        assertThat(life.answered(DEBIT, Action.POST_DEBIT, posted(9, -1250)))
                .containsExactly("2 Posted");
        assertThat(life.transfer().snapshot().results())
                .extracting(LegResult::leg)
                .containsExactly(DEBIT, CREDIT);
    }

    @Test
    void asksThePayeesAccountOfWhichNothingIsKnownBeforeMoneyMoves() {
        assertThat(life.requested(request(WITHOUT_LIMIT, null)))
                .containsExactly("1 Received", "PROBE 1250 EUR bob");
        assertThat(life.answered(CREDIT, Action.PROBE, found()))
                .containsExactly(
                        "POST_DEBIT 1250 EUR alice unconditional", "POST_CREDIT 1250 EUR bob");
    }

    @Test
    void doesNotAskThePayersAccountOfWhichNothingIsKnown() {
        assertThat(life.requested(request(null, OPEN)))
                .containsExactly("1 Received", "POST_DEBIT 1250 EUR alice");
    }

    @Test
    void takesLegsInTheClientsOrder() {
        Money amount = new Money(1250, Currency.of("EUR"));
        List<Leg> creditFirst =
                List.of(
                        new Leg(BOB, Direction.CREDIT, amount, OPEN),
                        new Leg(ALICE, Direction.DEBIT, amount, OPEN));
        assertThat(life.requested(request(creditFirst, Capture.AUTOMATIC)))
                .containsExactly("1 Received", "POST_DEBIT 1250 EUR alice");
    }

    @ParameterizedTest
    @MethodSource
    void rejectsAtOnceByHintsPayeeFirst(
            @Nullable AccountFacts debit, @Nullable AccountFacts credit, Rejection expected) {
        assertThat(life.requested(request(debit, credit)))
                .containsExactly("1 Received", "2 Rejected");
        assertThat(life.transfer().snapshot().rejection()).isEqualTo(expected);
        assertThat(life.transfer().snapshot().decidedAt()).isEqualTo(NOON);
    }

    static Stream<Arguments> rejectsAtOnceByHintsPayeeFirst() {
        AccountFacts closedInDollars = new AccountFacts(Currency.of("USD"), false, true);
        return Stream.of(
                Arguments.of(CLOSED, closedInDollars, new Rejection(Refusal.ACCOUNT_CLOSED, BOB)),
                Arguments.of(CLOSED, IN_DOLLARS, new Rejection(Refusal.CURRENCY_MISMATCH, BOB)),
                Arguments.of(null, CLOSED, new Rejection(Refusal.ACCOUNT_CLOSED, BOB)),
                Arguments.of(closedInDollars, OPEN, new Rejection(Refusal.ACCOUNT_CLOSED, ALICE)),
                Arguments.of(IN_DOLLARS, OPEN, new Rejection(Refusal.CURRENCY_MISMATCH, ALICE)));
    }

    @Test
    void rejectsWhatTheProbedAccountWouldNotTake() {
        life.requested(request(CLOSED, null));
        assertThat(life.answered(CREDIT, Action.PROBE, refused(Refusal.ACCOUNT_NOT_FOUND)))
                .containsExactly("2 Rejected");
        assertThat(life.transfer().snapshot().rejection())
                .isEqualTo(new Rejection(Refusal.ACCOUNT_NOT_FOUND, BOB));
    }

    @Test
    void rejectsAPayerThatIsKnownToBeClosedOnceThePayeeIsCertain() {
        life.requested(request(CLOSED, null));
        assertThat(life.answered(CREDIT, Action.PROBE, found())).containsExactly("2 Rejected");
        assertThat(life.transfer().snapshot().rejection())
                .isEqualTo(new Rejection(Refusal.ACCOUNT_CLOSED, ALICE));
    }

    @Test
    void rejectsWhereTheProbedAccountHasAnotherCurrency() {
        life.requested(request(OPEN, null));
        Result inDollars = new Result.Found(Currency.of("USD"), false);
        assertThat(life.answered(CREDIT, Action.PROBE, inDollars)).containsExactly("2 Rejected");
    }

    @Test
    void rejectsWithoutFunds() {
        life.requested(request());
        assertThat(
                        life.answered(
                                DEBIT,
                                Action.POST_DEBIT,
                                NOON.plusSeconds(3),
                                refused(Refusal.INSUFFICIENT_FUNDS)))
                .containsExactly("2 Rejected");

        TransferSnapshot end = life.transfer().snapshot();
        assertThat(end.rejection()).isEqualTo(new Rejection(Refusal.INSUFFICIENT_FUNDS, ALICE));
        assertThat(end.decidedAt()).isEqualTo(NOON.plusSeconds(3));
        assertThat(end.results()).isEmpty();
        assertThat(end.capturedAmount()).isZero();
    }

    @Test
    void givesBackWhatTheCreditSideRefuses() {
        life.requested(request());
        life.answered(DEBIT, Action.POST_DEBIT, posted(78, 10800));
        assertThat(life.answered(CREDIT, Action.POST_CREDIT, refused(Refusal.ACCOUNT_CLOSED)))
                .containsExactly("RETURN 1250 EUR alice");
        assertThat(life.answered(DEBIT, Action.RETURN, posted(79, 12050)))
                .containsExactly("2 Returned");

        TransferSnapshot end = life.transfer().snapshot();
        assertThat(end.status()).isEqualTo(TransferStatus.RETURNED);
        assertThat(end.returnedAmount()).isEqualTo(1250);
        assertThat(end.capturedAmount()).isEqualTo(1250);
        assertThat(end.rejection()).isEqualTo(new Rejection(Refusal.ACCOUNT_CLOSED, BOB));
        assertThat(end.results())
                .containsExactly(new LegResult(DEBIT, 79, BigInteger.valueOf(12050)));
    }

    @Test
    void beginsToReturnOnlyWhenEverythingIsAnswered() {
        life.requested(request(WITHOUT_LIMIT, OPEN));
        assertThat(life.answered(CREDIT, Action.POST_CREDIT, refused(Refusal.ACCOUNT_CLOSED)))
                .isEmpty();
        assertThat(life.answered(DEBIT, Action.POST_DEBIT, posted(9, -1250)))
                .containsExactly("RETURN 1250 EUR alice");
    }

    @Test
    void keepsInSuspenseWhatThePayerWillNotHaveBack() {
        life.requested(request());
        life.answered(DEBIT, Action.POST_DEBIT, posted(78, 0));
        life.answered(CREDIT, Action.POST_CREDIT, refused(Refusal.AMOUNT_OVERFLOW));
        assertThat(life.answered(DEBIT, Action.RETURN, refused(Refusal.ACCOUNT_CLOSED)))
                .containsExactly("SUSPENSE 1250 EUR suspense:EUR");
        assertThat(life.answered(DEBIT, Action.SUSPENSE, NOON.plusSeconds(9), posted(1, 1250)))
                .containsExactly("2 Returned");
        assertThat(life.transfer().snapshot().decidedAt()).isEqualTo(NOON.plusSeconds(9));
        assertThat(life.transfer().snapshot().returnedAmount()).isEqualTo(1250);
        assertThat(life.transfer().snapshot().rejection())
                .isEqualTo(new Rejection(Refusal.AMOUNT_OVERFLOW, BOB));
    }

    @Test
    void isDecidedAtTheLatestTimeOfAllThatTookPart() {
        life.requested(request());
        life.answered(DEBIT, Action.POST_DEBIT, NOON.plusSeconds(60), posted(1, 0));
        life.answered(CREDIT, Action.POST_CREDIT, NOON.minusSeconds(60), posted(1, 0));
        assertThat(life.transfer().snapshot().decidedAt()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void answersAllWhoWaitOnceItIsDecided() {
        life.requested(request(), "a");
        life.requested(request(), "b");
        life.requested(request(), "a");
        life.answered(DEBIT, Action.POST_DEBIT, posted(2, 0));
        assertThat(life.answered(CREDIT, Action.POST_CREDIT, posted(4, 1250)))
                .containsExactly("2 Posted", "answer POSTED a/7 FIRST b/7 REPEAT");
        assertThat(life.transfer().claimants().replies()).isEmpty();
    }

    @Test
    void answersAtOnceWhatIsRejectedAtOnce() {
        assertThat(life.requested(request(OPEN, CLOSED), "a"))
                .containsExactly("1 Received", "2 Rejected", "answer REJECTED a/7 FIRST");
    }

    @Test
    void remembersNoMoreThanSixtyFourWhoWait() {
        life.requested(request(), "first");
        for (int i = 0; i < 100; i++) {
            life.requested(request(), "w" + i);
        }
        assertThat(life.transfer().claimants().replies()).hasSize(64);
        assertThat(life.steps()).hasSize(64);
    }

    @Test
    void changesNothingForARepeatThatNobodyWaitsFor() {
        life.requested(request());
        Transfer before = life.transfer();
        assertThat(life.requested(request())).isEmpty();
        assertThat(life.transfer()).isSameAs(before);
    }

    @Test
    void answersARepeatOfAFinalTransferAtOnce() {
        life.requested(request());
        life.agreeToAll();
        Transfer before = life.transfer();
        assertThat(life.requested(request(), "late"))
                .containsExactly("answer POSTED late/7 REPEAT");
        assertThat(life.transfer()).isSameAs(before);
    }

    @Test
    void ignoresTheHintsOfARepeat() {
        life.requested(request(OPEN, OPEN));
        assertThat(life.requested(request(CLOSED, CLOSED))).isEmpty();
        assertThat(life.answered(DEBIT, Action.POST_DEBIT, posted(2, 0)))
                .containsExactly("POST_CREDIT 1250 EUR bob");
    }

    @Test
    void recordsARequestWithOtherContentAndStaysAsItIs() {
        life.requested(request());
        assertThat(life.requested(request(9999, OPEN, OPEN), "loser"))
                .containsExactly("2 Conflicted", "answer RECEIVED loser/7 CONFLICT");
        assertThat(life.requested(request(9999, OPEN, OPEN), "again"))
                .containsExactly("answer RECEIVED again/7 CONFLICT");
        life.agreeToAll();
        assertThat(life.transfer().number()).isEqualTo(3);
        assertThat(life.requested(request(777, OPEN, OPEN), "late"))
                .containsExactly("4 Conflicted", "answer POSTED late/7 CONFLICT");

        TransferSnapshot end = life.transfer().snapshot();
        assertThat(end.request().legs().getFirst().amount().minor()).isEqualTo(1250);
        assertThat(end.conflicts().count()).isEqualTo(2);
        assertThat(end.conflicts().digests()).hasSize(2);
    }

    @Test
    void countsConflictsBeyondTheFirstTwenty() {
        life.requested(request());
        for (int minor = 1; minor <= 25; minor++) {
            life.requested(request(minor, OPEN, OPEN));
        }
        assertThat(life.transfer().claimants().conflicts().count()).isEqualTo(25);
        assertThat(life.transfer().claimants().conflicts().digests()).hasSize(20);
        assertThat(life.steps().getLast().changes())
                .containsExactly(new Change.Conflicted(null, NOON));
        assertThat(life.transfer().number()).isEqualTo(26);
    }

    @Test
    void ignoresAKnownOutcomeInEveryState() {
        life.requested(request());
        Result debited = posted(78, 10800);
        life.answered(DEBIT, Action.POST_DEBIT, debited);
        Transfer crediting = life.transfer();
        assertThat(life.answered(DEBIT, Action.POST_DEBIT, debited)).isEmpty();
        assertThat(life.transfer()).isSameAs(crediting);

        life.answered(CREDIT, Action.POST_CREDIT, posted(4, 1250));
        Transfer end = life.transfer();
        assertThat(life.answered(DEBIT, Action.POST_DEBIT, debited)).isEmpty();
        assertThat(life.answered(CREDIT, Action.POST_CREDIT, posted(4, 1250))).isEmpty();
        assertThat(life.transfer()).isSameAs(end);
    }

    @Test
    void countsTheFirstAnswerToAProbe() {
        life.requested(request(OPEN, null));
        life.answered(CREDIT, Action.PROBE, found());
        assertThat(life.answered(CREDIT, Action.PROBE, refused(Refusal.ACCOUNT_CLOSED))).isEmpty();
        life.agreeToAll();
        assertThat(life.answered(CREDIT, Action.PROBE, refused(Refusal.ACCOUNT_CLOSED))).isEmpty();
        assertThat(life.transfer().snapshot().status()).isEqualTo(TransferStatus.POSTED);
    }
}
