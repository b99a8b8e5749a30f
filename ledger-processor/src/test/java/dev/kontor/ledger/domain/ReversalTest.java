package dev.kontor.ledger.domain;

import static dev.kontor.ledger.Sample.WITHOUT_LIMIT;
import static dev.kontor.ledger.Sample.automatic;
import static dev.kontor.ledger.Sample.credit;
import static dev.kontor.ledger.Sample.debit;
import static dev.kontor.ledger.Sample.leg;
import static dev.kontor.ledger.Sample.manual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferCommand.Reversal;
import dev.kontor.events.model.TransferRecord;
import dev.kontor.ledger.Sample;
import org.junit.jupiter.api.Test;

/// A transfer in the other direction, below the one that it takes back.
class ReversalTest {
    private static final Reversal ALL = new Reversal(null, "sent back");

    private final Life life = new Life();

    @Test
    void asksThePayerThenDebitsThePayeeThenCreditsThePayer() {
        posted(debit("a", 100), credit("x", 100));
        assertThat(life.commanded(1, ALL, "w")).containsExactly("PROBE 100 EUR a");
        assertThat(life.agrees(0)).containsExactly("POST_DEBIT 100 EUR x");
        assertThat(life.agrees(1)).containsExactly("POST_CREDIT 100 EUR a");
        assertThat(life.standing()).isEqualTo("posted 100/0/0/0");
        assertThat(life.agrees(0))
                .containsExactly("3 CommandDecided 1 done", "answer 1 done w/7 FIRST");
        assertThat(life.standing()).isEqualTo("posted 100/0/100/0");
        assertThat(life.moved()).containsExactly(0L, 0L);
        assertThat(life.command(1).amountMinor()).isEqualTo(100);
    }

    @Test
    void goesInPartsAndNeverBeyondWhatIsLeft() {
        posted(debit("a", 100), credit("x", 100));
        life.commanded(1, new Reversal(60L, null));
        life.agreeToAll();
        life.commanded(2, new Reversal(40L, null));
        life.agreeToAll();
        assertThat(life.standing()).isEqualTo("posted 100/0/100/0");
        assertThat(life.commanded(3, new Reversal(1L, null)))
                .containsExactly("5 CommandDecided 3 rejected exceeds_reversible");
        assertThat(life.commanded(4, ALL))
                .containsExactly("6 CommandDecided 4 rejected exceeds_reversible");
    }

    @Test
    void takesFromPayeesAndGivesToPayersInLegOrder() {
        posted(debit("a", 30), debit("b", 70), credit("x", 60), credit("y", 40));
        assertThat(life.commanded(1, new Reversal(50L, null)))
                .containsExactly("PROBE 30 EUR a", "PROBE 20 EUR b");
        life.agrees(0);
        assertThat(life.agrees(1)).containsExactly("POST_DEBIT 50 EUR x");
        assertThat(life.agrees(2)).containsExactly("POST_CREDIT 30 EUR a", "POST_CREDIT 20 EUR b");
        life.agreeToAll();
        assertThat(life.moved()).containsExactly(0L, -50L, 10L, 40L);
        assertThat(life.commanded(2, new Reversal(30L, null))).containsExactly("PROBE 30 EUR b");
        assertThat(life.agrees(1)).containsExactly("HOLD 10 EUR x", "HOLD 20 EUR y");
        life.agrees(2);
        assertThat(life.agrees(3))
                .containsExactly("POST_CREDIT 30 EUR b", "CAPTURE 10 EUR x", "CAPTURE 20 EUR y");
        life.agreeToAll();
        assertThat(life.standing()).isEqualTo("posted 100/0/80/0");
        assertThat(life.moved()).containsExactly(0L, -20L, 0L, 20L);
    }

    @Test
    void releasesTheOthersWhereOneOfSeveralPayeesRefuses() {
        posted(debit("a", 100), credit("x", 60), credit("y", 40));
        life.commanded(1, ALL);
        assertThat(life.agrees(0)).containsExactly("HOLD 60 EUR x", "HOLD 40 EUR y");
        life.agrees(1);
        assertThat(life.refuses(2, Refusal.INSUFFICIENT_FUNDS)).containsExactly("RELEASE 60 EUR x");
        assertThat(life.agrees(1))
                .containsExactly("3 CommandDecided 1 rejected insufficient_funds y");
        assertThat(life.standing()).isEqualTo("posted 100/0/0/0");
        // It has taken nothing, so all of it may be tried again.
        life.commanded(2, ALL);
        life.agreeToAll();
        assertThat(life.standing()).isEqualTo("posted 100/0/100/0");
    }

    @Test
    void isRejectedBeforeMoneyMovesWhereAPayerWillNotHaveItBack() {
        posted(debit("a", 60), debit("b", 40), credit("x", 100));
        life.commanded(1, ALL);
        life.agrees(0);
        assertThat(life.refuses(1, Refusal.ACCOUNT_CLOSED))
                .containsExactly("3 CommandDecided 1 rejected account_closed b");
    }

    @Test
    void doesNotAskAPayerWithoutLimitAndMovesAtOnceWhereNobodyMayRefuse() {
        posted(
                leg("world", Direction.DEBIT, 100, WITHOUT_LIMIT),
                leg("fees", Direction.CREDIT, 100, WITHOUT_LIMIT));
        assertThat(life.commanded(1, ALL))
                .containsExactly(
                        "POST_CREDIT 100 EUR world", "POST_DEBIT 100 EUR fees unconditional");
    }

    @Test
    void asksAPayerOfWhomNothingIsKnown() {
        posted(leg("a", Direction.DEBIT, 100, null), credit("x", 100));
        assertThat(life.commanded(1, ALL)).containsExactly("PROBE 100 EUR a");
    }

    @Test
    void givesBackToThePayeesWhatThePayersRefuseAfterAll() {
        posted(debit("a", 60), debit("b", 40), credit("x", 30), credit("y", 70));
        life.commanded(1, new Reversal(80L, null));
        life.agrees(0);
        life.agrees(1);
        life.agrees(2);
        life.agrees(3);
        life.refuses(0, Refusal.ACCOUNT_CLOSED);
        life.agrees(1);
        life.agrees(2);
        assertThat(life.agrees(3)).containsExactly("RETURN 30 EUR x", "RETURN 30 EUR y");
        life.agrees(2);
        assertThat(life.agrees(3)).containsExactly("3 CommandDecided 1 done account_closed a");
        assertThat(life.standing()).isEqualTo("posted 100/0/20/0");
        assertThat(life.moved()).containsExactly(-60L, -20L, 30L, 50L);
    }

    @Test
    void isRejectedWhereAllOfItWentBackAndHasTakenNothing() {
        posted(debit("a", 100), credit("x", 100));
        life.commanded(1, ALL);
        life.agrees(0);
        life.agrees(1);
        assertThat(life.refuses(0, Refusal.ACCOUNT_CLOSED)).containsExactly("RETURN 100 EUR x");
        assertThat(life.refuses(1, Refusal.ACCOUNT_CLOSED))
                .containsExactly("SUSPENSE 100 EUR suspense:EUR");
        assertThat(life.agrees(1)).containsExactly("3 CommandDecided 1 rejected account_closed a");
        assertThat(life.standing()).isEqualTo("posted 100/0/0/0");
        assertThat(life.moved()).containsExactly(-100L, 100L);
    }

    @Test
    void leavesOutWhatTheTransferItselfReturned() {
        life.requested(automatic(debit("a", 60), debit("b", 40), credit("x", 50), credit("y", 50)));
        life.agrees(0);
        life.agrees(1);
        life.agrees(0);
        life.agrees(1);
        life.agrees(2);
        life.refuses(3, Refusal.ACCOUNT_CLOSED);
        life.agreeToAll();
        assertThat(life.standing()).isEqualTo("posted 100/0/0/50 account_closed y");
        assertThat(life.commanded(1, new Reversal(51L, null)))
                .containsExactly("3 CommandDecided 1 rejected exceeds_reversible");
        assertThat(life.commanded(2, ALL)).containsExactly("PROBE 10 EUR a", "PROBE 40 EUR b");
        life.agrees(0);
        assertThat(life.agrees(1)).containsExactly("POST_DEBIT 50 EUR x");
        life.agreeToAll();
        assertThat(life.standing()).isEqualTo("posted 100/0/50/50 account_closed y");
    }

    @Test
    void takesBackWhatWasCapturedOfAnAuthorization() {
        life.authorized(manual(debit("a", 100), credit("x", 100)));
        life.commanded(1, new TransferCommand.Capture(70L, true));
        life.agreeToAll();
        life.commanded(2, ALL);
        life.agreeToAll();
        assertThat(life.standing()).isEqualTo("posted 70/30/70/0");
    }

    @Test
    void takesBackEachCurrencyByItself() {
        AccountFacts yen = new AccountFacts(Currency.of("JPY"), false, false);
        posted(
                debit("a", 60),
                leg("b", Direction.DEBIT, 900, yen),
                credit("x", 60),
                leg("y", Direction.CREDIT, 900, yen));
        assertThat(life.commanded(1, new Reversal(60L, null)))
                .containsExactly("3 CommandDecided 1 rejected invalid_state");
        assertThat(life.commanded(2, ALL)).containsExactly("PROBE 60 EUR a", "PROBE 900 JPY b");
        life.agreeToAll();
        assertThat(life.standing()).isEqualTo("posted 960/0/960/0");
    }

    @Test
    void takesBackATransferOfOldRulesByItsOwn() {
        life.take(new TransferRecord.Requested(1, Sample.key(1), Sample.request()), (String) null);
        assertThat(Instructions.outstanding(life.transfer()))
                .allMatch(instruction -> instruction.rules() == 1);
        life.agreeToAll();
        life.commanded(1, ALL);
        assertThat(Instructions.outstanding(life.transfer()))
                .allMatch(instruction -> instruction.rules() == Sample.RULES);
        assertThat(life.agreeToAll()).contains("3 CommandDecided 1 done");
    }

    private void posted(Leg... legs) {
        life.requested(automatic(legs));
        life.agreeToAll();
    }
}
