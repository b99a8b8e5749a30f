package dev.kontor.ledger.domain;

import static dev.kontor.ledger.Sample.WITHOUT_LIMIT;
import static dev.kontor.ledger.Sample.automatic;
import static dev.kontor.ledger.Sample.credit;
import static dev.kontor.ledger.Sample.debit;
import static dev.kontor.ledger.Sample.leg;
import static dev.kontor.ledger.Sample.manual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.TransferCommand;
import org.junit.jupiter.api.Test;

/// What the credit side refuses after all goes back leg by leg.
class ReturnsTest {
    private static final AccountFacts YEN = new AccountFacts(Currency.of("JPY"), false, false);

    private final Life life = new Life();

    @Test
    void givesBackToPayersInLegOrderNoMoreThanEachPaid() {
        life.requested(
                automatic(
                        debit("a", 30),
                        debit("b", 30),
                        debit("c", 40),
                        credit("x", 45),
                        credit("y", 55)));
        life.agrees(0);
        life.agrees(1);
        life.agrees(2);
        life.refuses(3, Refusal.ACCOUNT_CLOSED);
        life.agrees(0);
        life.agrees(4);
        life.agrees(2);
        assertThat(life.agrees(1)).containsExactly("RETURN 30 EUR a", "RETURN 15 EUR b");
        assertThat(life.agrees(1)).isEmpty();
        assertThat(life.agrees(0)).containsExactly("2 Posted");
        assertThat(life.standing()).isEqualTo("posted 100/0/0/45 account_closed x");
        assertThat(life.moved()).containsExactly(0L, -15L, -40L, 0L, 55L);
    }

    @Test
    void endsReturnedOnlyWhereAllThatWasTakenWentBack() {
        life.requested(automatic(debit("a", 100), credit("x", 45), credit("y", 55)));
        life.agrees(0);
        life.refuses(1, Refusal.AMOUNT_OVERFLOW);
        assertThat(life.refuses(2, Refusal.ACCOUNT_CLOSED)).containsExactly("RETURN 100 EUR a");
        assertThat(life.agrees(0)).containsExactly("2 Returned");
        assertThat(life.standing()).isEqualTo("returned 100/0/0/100 account_closed y");
    }

    @Test
    void givesBackWithinACurrency() {
        life.requested(
                automatic(
                        debit("a", 10),
                        leg("b", Direction.DEBIT, 900, YEN),
                        debit("c", 20),
                        credit("x", 30),
                        leg("y", Direction.CREDIT, 400, YEN),
                        leg("z", Direction.CREDIT, 500, YEN)));
        life.agrees(0);
        life.agrees(1);
        life.agrees(2);
        life.agrees(0);
        life.agrees(1);
        life.agrees(2);
        life.refuses(3, Refusal.ACCOUNT_CLOSED);
        life.agrees(4);
        assertThat(life.refuses(5, Refusal.ACCOUNT_CLOSED))
                .containsExactly("RETURN 10 EUR a", "RETURN 500 JPY b", "RETURN 20 EUR c");
        life.agreeToAll();
        assertThat(life.standing()).isEqualTo("posted 930/0/0/530 account_closed x");
    }

    @Test
    void keepsInSuspenseOnlyWhatAPayerWillNotHaveBack() {
        life.requested(automatic(debit("a", 30), debit("b", 70), credit("x", 90), credit("y", 10)));
        life.agrees(0);
        life.agrees(1);
        life.agrees(0);
        life.agrees(1);
        life.agrees(3);
        assertThat(life.refuses(2, Refusal.ACCOUNT_CLOSED))
                .containsExactly("RETURN 30 EUR a", "RETURN 60 EUR b");
        assertThat(life.refuses(1, Refusal.ACCOUNT_CLOSED)).isEmpty();
        assertThat(life.agrees(0)).containsExactly("SUSPENSE 60 EUR suspense:EUR");
        assertThat(life.agrees(1)).containsExactly("2 Posted");
        assertThat(life.standing()).isEqualTo("posted 100/0/0/90 account_closed x");
        // The newest of b's own account is the debit: suspense is another account.
        assertThat(life.snapshot().results())
                .extracting(LegResult::leg, LegResult::version)
                .contains(org.assertj.core.api.Assertions.tuple(1, 4L));
        assertThat(life.transfer().agenda().past().getFirst().postings())
                .extracting(posting -> posting.leg() + " " + posting.action())
                .containsExactly(
                        "0 HOLD",
                        "0 CAPTURE",
                        "0 RETURN",
                        "1 HOLD",
                        "1 CAPTURE",
                        "1 SUSPENSE",
                        "3 POST_CREDIT");
        assertThat(life.transfer().agenda().past().getFirst().asks().find(1, Action.RETURN))
                .isNotNull();
    }

    @Test
    void givesBackToAnAccountWithoutLimitLikeToAnyOther() {
        life.requested(
                automatic(leg("world", Direction.DEBIT, 100, WITHOUT_LIMIT), credit("x", 100)));
        life.refuses(1, Refusal.ACCOUNT_CLOSED);
        assertThat(life.agrees(0)).containsExactly("RETURN 100 EUR world");
        assertThat(life.agrees(0)).containsExactly("2 Returned");
    }

    @Test
    void givesBackOfACaptureWhatThatCaptureTook() {
        life.authorized(manual(debit("a", 30), debit("b", 70), credit("x", 60), credit("y", 40)));
        life.commanded(1, new TransferCommand.Capture(20L, false));
        life.agreeToAll();
        assertThat(life.commanded(2, new TransferCommand.Capture(50L, false)))
                .containsExactly(
                        "CAPTURE 10 EUR a",
                        "CAPTURE 40 EUR b",
                        "POST_CREDIT 40 EUR x",
                        "POST_CREDIT 10 EUR y");
        life.agrees(0);
        life.agrees(1);
        life.refuses(2, Refusal.ACCOUNT_CLOSED);
        assertThat(life.agrees(3)).containsExactly("RETURN 10 EUR a", "RETURN 30 EUR b");
        assertThat(life.agreeToAll()).containsExactly("4 CommandDecided 2 done account_closed x");
        assertThat(life.standing()).isEqualTo("authorized 70/0/0/40 account_closed x");
        assertThat(life.moved()).containsExactly(-20L, -10L, 20L, 10L);
    }

    @Test
    void rejectsACaptureOfWhichAllWentBackAndCountsWhatItTook() {
        life.authorized(manual(debit("a", 100), credit("x", 60), credit("y", 40)));
        life.commanded(1, new TransferCommand.Capture(50L, false));
        life.agrees(0);
        assertThat(life.refuses(1, Refusal.ACCOUNT_CLOSED)).containsExactly("RETURN 50 EUR a");
        assertThat(life.agrees(0)).containsExactly("3 CommandDecided 1 rejected account_closed x");
        assertThat(life.standing()).isEqualTo("authorized 50/0/0/50 account_closed x");
        // What was meant for x is used up: the rest is 10 for x and 40 for y.
        assertThat(life.commanded(2, new TransferCommand.Capture(null, true)))
                .containsExactly(
                        "CAPTURE 50 EUR a", "POST_CREDIT 10 EUR x", "POST_CREDIT 40 EUR y");
        life.agreeToAll();
        assertThat(life.standing()).isEqualTo("posted 100/0/0/50 account_closed x");
    }

    @Test
    void endsReturnedWhereAllThatWasEverCapturedWentBack() {
        life.authorized(manual(debit("a", 100), credit("x", 100)));
        life.commanded(1, new TransferCommand.Capture(30L, false));
        life.agrees(0);
        life.refuses(1, Refusal.ACCOUNT_CLOSED);
        life.agreeToAll();
        life.commanded(2, new TransferCommand.Capture(20L, true));
        life.agrees(0);
        life.refuses(1, Refusal.AMOUNT_OVERFLOW);
        assertThat(life.agrees(0)).containsExactly("RELEASE 50 EUR a");
        assertThat(life.agrees(0)).containsExactly("4 CommandDecided 2 rejected amount_overflow x");
        assertThat(life.standing()).isEqualTo("returned 50/50/0/50 account_closed x");
    }

    @Test
    void endsReturnedAlsoWhereTheRestIsVoided() {
        life.authorized(manual(debit("a", 100), credit("x", 100)));
        life.commanded(1, new TransferCommand.Capture(30L, false));
        life.agrees(0);
        life.refuses(1, Refusal.ACCOUNT_CLOSED);
        life.agreeToAll();
        life.commanded(2, new TransferCommand.Void());
        assertThat(life.agreeToAll()).containsExactly("4 CommandDecided 2 done");
        assertThat(life.standing()).isEqualTo("returned 30/70/0/30 account_closed x");
    }
}
