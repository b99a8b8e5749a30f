package dev.kontor.ledger.domain;

import static dev.kontor.ledger.Sample.CREDIT;
import static dev.kontor.ledger.Sample.DEBIT;
import static dev.kontor.ledger.Sample.NOON;
import static dev.kontor.ledger.Sample.OPEN;
import static dev.kontor.ledger.Sample.WITHOUT_LIMIT;
import static dev.kontor.ledger.Sample.found;
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
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import dev.kontor.ledger.Sample;
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
                                null))
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

    @ParameterizedTest
    @MethodSource
    void breaksOnWhatTheseRulesDoNotKnow(List<Leg> legs, Capture capture) {
        assertThat(life.requested(request(legs, capture)))
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
        return Stream.of(
                Arguments.of(List.of(debit, credit), Capture.MANUAL),
                Arguments.of(List.of(debit, credit, credit), Capture.AUTOMATIC),
                Arguments.of(List.of(debit, debit), Capture.AUTOMATIC),
                Arguments.of(List.of(debit, more), Capture.AUTOMATIC),
                Arguments.of(List.of(debit, dollars), Capture.AUTOMATIC));
    }
}
