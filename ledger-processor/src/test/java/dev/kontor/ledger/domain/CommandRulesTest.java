package dev.kontor.ledger.domain;

import static dev.kontor.ledger.Sample.NOON;
import static dev.kontor.ledger.Sample.credit;
import static dev.kontor.ledger.Sample.debit;
import static dev.kontor.ledger.Sample.leg;
import static dev.kontor.ledger.Sample.manual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferCommand.Capture;
import dev.kontor.events.model.TransferCommand.Reversal;
import dev.kontor.events.model.TransferRequest;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Why commands are rejected, in the order of `docs/transfers.md`: each row also breaks the rules
/// below its own.
class CommandRulesTest {
    private static final Instant EXPIRY = NOON.plusSeconds(100);
    private static final Instant IN_TIME = EXPIRY.minusNanos(1_000);
    private static final AccountFacts YEN = new AccountFacts(Currency.of("JPY"), false, false);

    private static final TransferCommand VOID = new TransferCommand.Void();
    private static final Capture TOO_MUCH = new Capture(101L, true);
    private static final Capture SOME = new Capture(100L, true);
    private static final Capture ALL = new Capture(null, true);

    private final Life life = new Life();

    /// How the transfer stands when the command comes: 100 euro authorized or posted, or two
    /// currencies.
    enum State {
        AUTHORIZED,
        AUTHORIZED_TWICE,
        POSTED,
        POSTED_TWICE,
        VOIDED,
        EXPIRED,
        REJECTED,
        RETURNED,
        REVERSED
    }

    @ParameterizedTest
    @MethodSource
    void rejectsForTheFirstRuleThatIsBroken(
            State state, TransferCommand command, Instant at, @Nullable Refusal expected) {
        reach(state);
        List<String> lines = life.commanded(99, command, at, null);
        if (expected == null) {
            assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("rejected"));
            return;
        }
        assertThat(lines).hasSize(1);
        assertThat(life.command(99).rejection()).isEqualTo(new Rejection(expected, null));
        assertThat(life.transfer().isUnderWay()).isFalse();
    }

    static Stream<Arguments> rejectsForTheFirstRuleThatIsBroken() {
        return Stream.of(
                // Captures
                Arguments.of(State.POSTED, TOO_MUCH, EXPIRY, Refusal.INVALID_STATE),
                Arguments.of(State.VOIDED, TOO_MUCH, EXPIRY, Refusal.INVALID_STATE),
                Arguments.of(State.EXPIRED, TOO_MUCH, EXPIRY, Refusal.INVALID_STATE),
                Arguments.of(State.REJECTED, TOO_MUCH, EXPIRY, Refusal.INVALID_STATE),
                Arguments.of(State.RETURNED, TOO_MUCH, EXPIRY, Refusal.INVALID_STATE),
                Arguments.of(
                        State.AUTHORIZED_TWICE,
                        new Capture(1_001L, true),
                        EXPIRY,
                        Refusal.INVALID_STATE),
                Arguments.of(State.AUTHORIZED, TOO_MUCH, EXPIRY, Refusal.EXCEEDS_AUTHORIZED),
                Arguments.of(State.AUTHORIZED, TOO_MUCH, IN_TIME, Refusal.EXCEEDS_AUTHORIZED),
                Arguments.of(State.AUTHORIZED, SOME, EXPIRY, Refusal.EXPIRED),
                Arguments.of(State.AUTHORIZED, ALL, EXPIRY, Refusal.EXPIRED),
                Arguments.of(State.AUTHORIZED_TWICE, ALL, EXPIRY, Refusal.EXPIRED),
                Arguments.of(State.AUTHORIZED, SOME, IN_TIME, null),
                Arguments.of(State.AUTHORIZED, ALL, IN_TIME, null),
                Arguments.of(State.AUTHORIZED_TWICE, ALL, IN_TIME, null),
                // Voids
                Arguments.of(State.POSTED, VOID, EXPIRY, Refusal.INVALID_STATE),
                Arguments.of(State.VOIDED, VOID, EXPIRY, Refusal.INVALID_STATE),
                Arguments.of(State.EXPIRED, VOID, EXPIRY, Refusal.INVALID_STATE),
                Arguments.of(State.REJECTED, VOID, EXPIRY, Refusal.INVALID_STATE),
                Arguments.of(State.RETURNED, VOID, EXPIRY, Refusal.INVALID_STATE),
                Arguments.of(State.AUTHORIZED, VOID, EXPIRY, Refusal.EXPIRED),
                Arguments.of(State.AUTHORIZED, VOID, IN_TIME, null),
                // Reversals
                Arguments.of(State.AUTHORIZED, reversal(101L), EXPIRY, Refusal.INVALID_STATE),
                Arguments.of(State.VOIDED, reversal(null), EXPIRY, Refusal.INVALID_STATE),
                Arguments.of(State.EXPIRED, reversal(null), EXPIRY, Refusal.INVALID_STATE),
                Arguments.of(State.REJECTED, reversal(null), EXPIRY, Refusal.INVALID_STATE),
                Arguments.of(State.RETURNED, reversal(null), EXPIRY, Refusal.INVALID_STATE),
                Arguments.of(State.POSTED_TWICE, reversal(1_001L), EXPIRY, Refusal.INVALID_STATE),
                Arguments.of(State.POSTED, reversal(101L), EXPIRY, Refusal.EXCEEDS_REVERSIBLE),
                Arguments.of(State.REVERSED, reversal(null), EXPIRY, Refusal.EXCEEDS_REVERSIBLE),
                Arguments.of(State.REVERSED, reversal(1L), EXPIRY, Refusal.EXCEEDS_REVERSIBLE),
                Arguments.of(State.POSTED, reversal(100L), EXPIRY, null),
                Arguments.of(State.POSTED_TWICE, reversal(null), EXPIRY, null));
    }

    @Test
    void countsWhatEarlierCapturesTook() {
        reach(State.AUTHORIZED);
        life.commanded(1, new Capture(60L, false));
        life.agreeToAll();
        life.commanded(2, new Capture(41L, true));
        assertThat(life.command(2).rejection())
                .isEqualTo(new Rejection(Refusal.EXCEEDS_AUTHORIZED, null));
        assertThat(life.commanded(3, new Capture(40L, true))).isNotEmpty();
        assertThat(life.command(3).rejection()).isNull();
    }

    private static Reversal reversal(@Nullable Long amount) {
        return new Reversal(amount, null);
    }

    private void reach(State state) {
        switch (state) {
            case AUTHORIZED -> life.authorized(one());
            case AUTHORIZED_TWICE -> life.authorized(two());
            case POSTED -> command(one(), ALL);
            case POSTED_TWICE -> command(two(), ALL);
            case VOIDED -> command(one(), VOID);
            case EXPIRED -> {
                life.authorized(one());
                life.expiryDue(EXPIRY);
            }
            case REJECTED -> {
                life.requested(one());
                life.refuses(0, Refusal.INSUFFICIENT_FUNDS);
            }
            case RETURNED -> {
                life.authorized(one());
                life.commanded(1, ALL);
                life.agrees(0);
                life.refuses(1, Refusal.ACCOUNT_CLOSED);
            }
            case REVERSED -> {
                command(one(), ALL);
                life.commanded(2, new Reversal(null, null));
            }
        }
        life.agreeToAll();
    }

    private void command(TransferRequest request, TransferCommand command) {
        life.authorized(request);
        life.commanded(1, command);
        life.agreeToAll();
    }

    private static TransferRequest one() {
        return manual(EXPIRY, debit("a", 100), credit("x", 100));
    }

    private static TransferRequest two() {
        return manual(
                EXPIRY,
                debit("a", 100),
                credit("x", 100),
                leg("b", Direction.DEBIT, 900, YEN),
                leg("y", Direction.CREDIT, 900, YEN));
    }
}
