package dev.kontor.ledger.domain;

import static dev.kontor.ledger.Sample.OPEN;
import static dev.kontor.ledger.Sample.WITHOUT_LIMIT;
import static dev.kontor.ledger.Sample.automatic;
import static dev.kontor.ledger.Sample.credit;
import static dev.kontor.ledger.Sample.debit;
import static dev.kontor.ledger.Sample.leg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import dev.kontor.ledger.Sample;
import org.junit.jupiter.api.Test;

/// Transfers of many legs that post by themselves.
class GuardedDebitsTest {
    private final Life life = new Life();

    @Test
    void holdsSeveralPayersBeforeItTakesFromAny() {
        assertThat(
                        life.requested(
                                automatic(
                                        debit("a", 60),
                                        credit("x", 70),
                                        debit("b", 40),
                                        credit("y", 30))))
                .containsExactly("1 Received", "HOLD 60 EUR a", "HOLD 40 EUR b");
        assertThat(life.agrees(2)).isEmpty();
        assertThat(life.agrees(0))
                .containsExactly(
                        "CAPTURE 60 EUR a",
                        "POST_CREDIT 70 EUR x",
                        "CAPTURE 40 EUR b",
                        "POST_CREDIT 30 EUR y");
        assertThat(life.agreeToAll()).containsExactly("2 Posted");
        assertThat(life.standing()).isEqualTo("posted 100/0/0/0");
        assertThat(life.moved()).containsExactly(-60L, 70L, -40L, 30L);
    }

    @Test
    void postsASinglePayerAtOnceAndThenTheRestTogether() {
        assertThat(
                        life.requested(
                                automatic(
                                        leg("world", Direction.DEBIT, 40, WITHOUT_LIMIT),
                                        debit("a", 60),
                                        credit("x", 70),
                                        credit("y", 30))))
                .containsExactly("1 Received", "POST_DEBIT 60 EUR a");
        assertThat(life.agrees(1))
                .containsExactly(
                        "POST_DEBIT 40 EUR world unconditional",
                        "POST_CREDIT 70 EUR x",
                        "POST_CREDIT 30 EUR y");
        assertThat(life.agreeToAll()).containsExactly("2 Posted");
    }

    @Test
    void releasesTheOthersWhereOnePayerLacksFunds() {
        life.requested(automatic(debit("a", 60), debit("b", 30), debit("c", 10), credit("x", 100)));
        assertThat(life.agrees(0)).isEmpty();
        assertThat(life.refuses(1, Refusal.INSUFFICIENT_FUNDS)).isEmpty();
        assertThat(life.agrees(2)).containsExactly("RELEASE 60 EUR a", "RELEASE 10 EUR c");
        assertThat(life.agrees(2)).isEmpty();
        assertThat(life.agrees(0)).containsExactly("2 Rejected");
        assertThat(life.standing()).isEqualTo("rejected 0/0/0/0 insufficient_funds b");
        assertThat(life.snapshot().results()).extracting(LegResult::leg).containsExactly(0, 2);
    }

    @Test
    void rejectsAtOnceWhereNothingIsHeld() {
        life.requested(automatic(debit("a", 60), debit("b", 40), credit("x", 100)));
        life.refuses(0, Refusal.INSUFFICIENT_FUNDS);
        assertThat(life.refuses(1, Refusal.INSUFFICIENT_FUNDS)).containsExactly("2 Rejected");
    }

    @Test
    void tellsTheRefusalThatStandsFirstAndOfEqualOnesThatOfTheLowestLeg() {
        life.requested(
                automatic(
                        debit("a", 1),
                        debit("b", 1),
                        debit("c", 1),
                        debit("d", 1),
                        credit("x", 4)));
        life.refuses(3, Refusal.ACCOUNT_FROZEN);
        life.refuses(2, Refusal.ACCOUNT_FROZEN);
        life.refuses(1, Refusal.AMOUNT_OVERFLOW);
        life.refuses(0, Refusal.INSUFFICIENT_FUNDS);
        assertThat(life.standing()).isEqualTo("rejected 0/0/0/0 account_frozen c");
    }

    @Test
    void asksEveryPayeeOfWhichNothingIsKnownAndTellsTheFirstRefusal() {
        AccountFacts dollars = Sample.IN_DOLLARS;
        assertThat(
                        life.requested(
                                automatic(
                                        debit("a", 4),
                                        leg("x", Direction.CREDIT, 1, null),
                                        leg("y", Direction.CREDIT, 1, OPEN),
                                        leg("z", Direction.CREDIT, 1, null),
                                        leg("z", Direction.CREDIT, 1, null))))
                .containsExactly("1 Received", "PROBE 1 EUR x", "PROBE 1 EUR z", "PROBE 1 EUR z");
        life.answers(1, new Result.Found(dollars.currency(), false));
        life.refuses(4, Refusal.ACCOUNT_CLOSED);
        assertThat(life.refuses(3, Refusal.ACCOUNT_CLOSED)).containsExactly("2 Rejected");
        assertThat(life.standing()).isEqualTo("rejected 0/0/0/0 account_closed z");
    }

    @Test
    void movesEachCurrencyByItself() {
        AccountFacts yen = new AccountFacts(Currency.of("JPY"), false, false);
        assertThat(
                        life.requested(
                                automatic(
                                        debit("a", 60),
                                        leg("b", Direction.DEBIT, 900, yen),
                                        credit("b2", 60),
                                        leg("a2", Direction.CREDIT, 900, yen))))
                .containsExactly("1 Received", "HOLD 60 EUR a", "HOLD 900 JPY b");
        life.agreeToAll();
        assertThat(life.standing()).isEqualTo("posted 960/0/0/0");
    }

    @Test
    void takesSeveralLegsOfOneAccountEachByItself() {
        assertThat(life.requested(automatic(debit("a", 60), debit("a", 40), credit("a", 100))))
                .containsExactly("1 Received", "HOLD 60 EUR a", "HOLD 40 EUR a");
        life.agreeToAll();
        assertThat(life.standing()).isEqualTo("posted 100/0/0/0");
    }
}
