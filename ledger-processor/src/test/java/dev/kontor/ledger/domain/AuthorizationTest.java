package dev.kontor.ledger.domain;

import static dev.kontor.ledger.Sample.NOON;
import static dev.kontor.ledger.Sample.WITHOUT_LIMIT;
import static dev.kontor.ledger.Sample.credit;
import static dev.kontor.ledger.Sample.debit;
import static dev.kontor.ledger.Sample.leg;
import static dev.kontor.ledger.Sample.manual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.Direction;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferCommand.Capture;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.ledger.Sample;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Transfers that are authorized, then captured, voided or expired.
class AuthorizationTest {
    private static final TransferCommand VOID = new TransferCommand.Void();
    private static final Instant IN_AN_HOUR = NOON.plus(Duration.ofHours(1));

    private final Life life = new Life();

    @Test
    void holdsAndMovesNothing() {
        assertThat(life.requested(manual(debit("a", 100), credit("x", 100)), "w"))
                .containsExactly("1 Received", "HOLD 100 EUR a");
        assertThat(life.agrees(0)).containsExactly("2 Authorized", "answer AUTHORIZED w/7 FIRST");
        assertThat(life.standing()).isEqualTo("authorized 0/0/0/0");
        assertThat(life.snapshot().results()).extracting(LegResult::leg).containsExactly(0);
        assertThat(life.snapshot().decidedAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(life.requested(manual(debit("a", 100), credit("x", 100)), "late"))
                .containsExactly("answer AUTHORIZED late/7 REPEAT");
    }

    @Test
    void isRejectedWhereAHoldIsRefused() {
        life.requested(manual(debit("a", 60), debit("b", 40), credit("x", 100)));
        life.agrees(0);
        assertThat(life.refuses(1, Refusal.INSUFFICIENT_FUNDS)).containsExactly("RELEASE 60 EUR a");
        assertThat(life.agrees(0)).containsExactly("2 Rejected");
        assertThat(life.standing()).isEqualTo("rejected 0/0/0/0 insufficient_funds b");
    }

    @Test
    void doesNotHoldWhereTheDebitCannotBeRefused() {
        assertThat(
                        life.requested(
                                manual(
                                        leg("world", Direction.DEBIT, 100, WITHOUT_LIMIT),
                                        credit("x", 100))))
                .containsExactly("1 Received", "2 Authorized");
        assertThat(life.commanded(1, new Capture(40L, false)))
                .containsExactly("POST_DEBIT 40 EUR world unconditional", "POST_CREDIT 40 EUR x");
        life.agreeToAll();
        assertThat(life.commanded(2, VOID)).containsExactly("4 CommandDecided 2 done");
        assertThat(life.standing()).isEqualTo("posted 40/60/0/0");
    }

    @Test
    void isCapturedInThreeParts() {
        life.authorized(manual(debit("a", 50), debit("b", 50), credit("x", 80), credit("y", 20)));
        assertThat(life.commanded(1, new Capture(30L, false)))
                .containsExactly("CAPTURE 30 EUR a", "POST_CREDIT 30 EUR x");
        life.agrees(1 - 1);
        assertThat(life.agrees(2)).containsExactly("3 CommandDecided 1 done");
        assertThat(life.standing()).isEqualTo("authorized 30/0/0/0");
        assertThat(life.commanded(2, new Capture(60L, false)))
                .containsExactly(
                        "CAPTURE 20 EUR a",
                        "CAPTURE 40 EUR b",
                        "POST_CREDIT 50 EUR x",
                        "POST_CREDIT 10 EUR y");
        life.agreeToAll();
        assertThat(life.commanded(3, new Capture(10L, false)))
                .containsExactly("CAPTURE 10 EUR b", "POST_CREDIT 10 EUR y");
        assertThat(life.agreeToAll()).containsExactly("5 CommandDecided 3 done");
        assertThat(life.standing()).isEqualTo("posted 100/0/0/0");
    }

    @Test
    void releasesTheRestOfEachHoldWithTheFinalCapture() {
        life.authorized(
                manual(
                        debit("a", 50),
                        leg("world", Direction.DEBIT, 20, WITHOUT_LIMIT),
                        debit("b", 30),
                        credit("x", 100)));
        life.commanded(1, new Capture(10L, false));
        life.agreeToAll();
        assertThat(life.commanded(2, new Capture(15L, true), "w"))
                .containsExactly("CAPTURE 15 EUR a", "POST_CREDIT 15 EUR x");
        life.agrees(0);
        assertThat(life.agrees(3)).containsExactly("RELEASE 25 EUR a", "RELEASE 30 EUR b");
        assertThat(life.agrees(2)).isEmpty();
        assertThat(life.agrees(0))
                .containsExactly("4 CommandDecided 2 done", "answer 2 done w/7 FIRST");
        assertThat(life.standing()).isEqualTo("posted 25/75/0/0");
    }

    @Test
    void capturesAllThatIsLeftUnlessToldOtherwise() {
        life.authorized(manual(debit("a", 100), credit("x", 100)));
        life.commanded(1, new Capture(30L, false));
        life.agreeToAll();
        life.commanded(2, new Capture(null, true));
        life.agreeToAll();
        assertThat(life.standing()).isEqualTo("posted 100/0/0/0");
        assertThat(life.command(2).amountMinor()).isEqualTo(70);
    }

    @Test
    void endsWithTheCaptureAfterWhichNothingIsLeftAlsoIfItIsNotFinal() {
        life.authorized(manual(debit("a", 100), credit("x", 100)));
        life.commanded(1, new Capture(null, false));
        life.agreeToAll();
        assertThat(life.standing()).isEqualTo("posted 100/0/0/0");
    }

    @Test
    void releasesAllWhenItIsVoided() {
        life.authorized(manual(debit("a", 60), debit("b", 40), credit("x", 100)));
        assertThat(life.commanded(1, VOID)).containsExactly("RELEASE 60 EUR a", "RELEASE 40 EUR b");
        assertThat(life.standing()).isEqualTo("authorized 0/0/0/0");
        assertThat(life.agreeToAll()).containsExactly("3 CommandDecided 1 done");
        assertThat(life.standing()).isEqualTo("voided 0/100/0/0");
        assertThat(life.command(1).amountMinor()).isNull();
    }

    @Test
    void endsPostedWhenTheRestOfACaptureIsVoided() {
        life.authorized(manual(debit("a", 60), debit("b", 40), credit("x", 100)));
        life.commanded(1, new Capture(70L, false));
        life.agreeToAll();
        assertThat(life.commanded(2, VOID)).containsExactly("RELEASE 30 EUR b");
        life.agreeToAll();
        assertThat(life.standing()).isEqualTo("posted 70/30/0/0");
    }

    @Test
    void expiresAtTheExpiryAndNotBefore() {
        life.authorized(manual(IN_AN_HOUR, debit("a", 100), credit("x", 100)));
        assertThat(life.expiryDue(IN_AN_HOUR.minusNanos(1_000))).isEmpty();
        assertThat(life.steps()).hasSize(2);
        assertThat(life.expiryDue(IN_AN_HOUR)).containsExactly("RELEASE 100 EUR a");
        assertThat(life.expiryDue(IN_AN_HOUR)).isEmpty();
        assertThat(life.agrees(0)).containsExactly("3 Expired");
        assertThat(life.standing()).isEqualTo("expired 0/100/0/0");
        int steps = life.steps().size();
        assertThat(life.expiryDue(IN_AN_HOUR)).isEmpty();
        assertThat(life.steps()).hasSize(steps);
    }

    @Test
    void livesForSevenDaysUnlessItSays() {
        Instant expiry = NOON.plus(Duration.ofDays(7));
        life.authorized(manual(debit("a", 100), credit("x", 100)));
        assertThat(life.expiryDue(expiry.minusNanos(1_000))).isEmpty();
        assertThat(life.expiryDue(expiry)).containsExactly("RELEASE 100 EUR a");
    }

    @Test
    void endsPostedWhenTheRestOfACaptureExpires() {
        life.authorized(manual(IN_AN_HOUR, debit("a", 100), credit("x", 100)));
        life.commanded(1, new Capture(70L, false));
        life.agreeToAll();
        life.expiryDue(IN_AN_HOUR);
        assertThat(life.agreeToAll()).containsExactly("4 Expired");
        assertThat(life.standing()).isEqualTo("posted 70/30/0/0");
    }

    @Test
    void rejectsWhatIsExpiredWhenItIsReceived() {
        assertThat(life.requested(manual(NOON, debit("a", 100), credit("x", 100))))
                .containsExactly("1 Received", "2 Rejected");
        assertThat(life.standing()).isEqualTo("rejected 0/0/0/0 expired");
        Life inTime = new Life();
        assertThat(inTime.requested(manual(NOON.plusNanos(1_000), debit("a", 1), credit("x", 1))))
                .containsExactly("1 Received", "HOLD 1 EUR a");
    }

    @Test
    void carriesOutAnExpiryThatCameWhileSomethingWasUnderWay() {
        life.authorized(manual(IN_AN_HOUR, debit("a", 100), credit("x", 100)));
        life.commanded(1, new Capture(70L, false));
        assertThat(life.expiryDue(IN_AN_HOUR)).isEmpty();
        assertThat(life.expiryDue(IN_AN_HOUR.plusSeconds(60))).isEmpty();
        life.agrees(0);
        assertThat(life.agrees(1)).containsExactly("3 CommandDecided 1 done", "RELEASE 30 EUR a");
        assertThat(life.agrees(0)).containsExactly("4 Expired");
        assertThat(life.transfer().isUnderWay()).isFalse();
    }

    @Test
    void expiresOnlyOnceItsHoldsAreAnswered() {
        life.requested(manual(IN_AN_HOUR, debit("a", 60), debit("b", 40), credit("x", 100)));
        life.agrees(0);
        assertThat(life.expiryDue(IN_AN_HOUR)).isEmpty();
        assertThat(life.agrees(1))
                .containsExactly("2 Authorized", "RELEASE 60 EUR a", "RELEASE 40 EUR b");
        assertThat(life.agreeToAll()).containsExactly("3 Expired");
    }

    @Test
    void forgetsAnExpiryThatWaitedForTheEnd() {
        life.authorized(manual(IN_AN_HOUR, debit("a", 100), credit("x", 100)));
        life.commanded(1, VOID);
        life.expiryDue(IN_AN_HOUR);
        assertThat(life.agreeToAll()).containsExactly("3 CommandDecided 1 done");
        assertThat(life.transfer().isUnderWay()).isFalse();
        assertThat(life.snapshot().status()).isEqualTo(TransferStatus.VOIDED);
    }

    @Test
    void carriesOutAVoidThatCameWhileACaptureWasUnderWay() {
        life.authorized(manual(debit("a", 100), credit("x", 100)));
        life.commanded(1, new Capture(70L, false));
        assertThat(life.commanded(2, VOID, "w")).isEmpty();
        life.agrees(0);
        assertThat(life.agrees(1)).containsExactly("3 CommandDecided 1 done", "RELEASE 30 EUR a");
        assertThat(life.agrees(0))
                .containsExactly("4 CommandDecided 2 done", "answer 2 done w/7 FIRST");
    }

    @Test
    void letsExactlyOneOfAVoidAndAFinalCaptureWin() {
        life.authorized(manual(debit("a", 100), credit("x", 100)));
        life.commanded(1, VOID);
        life.commanded(2, new Capture(null, true));
        assertThat(life.agrees(0))
                .containsExactly(
                        "3 CommandDecided 1 done", "4 CommandDecided 2 rejected invalid_state");
        assertThat(life.standing()).isEqualTo("voided 0/100/0/0");
    }

    @Test
    void stampsInstructionsOfCommandsAndExpiriesWithTheirTimes() {
        life.authorized(manual(IN_AN_HOUR, debit("a", 100), credit("x", 100)));
        life.commanded(1, new Capture(70L, false));
        assertThat(Instructions.outstanding(life.transfer()))
                .allSatisfy(told -> {
                    assertThat(told.receivedAt()).isEqualTo(Life.LATER);
                    assertThat(told.effectiveAt()).isEqualTo(Life.LATER);
                    assertThat(told.id().requestId()).isEqualTo(Sample.command(1));
                });
        life.agreeToAll();
        life.expiryDue(IN_AN_HOUR.plusSeconds(5));
        assertThat(Instructions.outstanding(life.transfer()))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.receivedAt()).isEqualTo(IN_AN_HOUR.plusSeconds(5));
                    assertThat(told.effectiveAt()).isEqualTo(IN_AN_HOUR.plusSeconds(5));
                    assertThat(told.id().requestId()).isNull();
                });
    }
}
