package dev.kontor.account.domain;

import static dev.kontor.account.domain.Samples.NO_OVERDRAFT;
import static dev.kontor.account.domain.Samples.at;
import static dev.kontor.account.domain.Samples.command;
import static dev.kontor.account.domain.Samples.credit;
import static dev.kontor.account.domain.Samples.debit;
import static dev.kontor.account.domain.Samples.key;
import static dev.kontor.account.domain.Samples.open;
import static dev.kontor.account.domain.Samples.told;
import static dev.kontor.account.domain.Samples.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.InstructionRecord.Instructed;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.Outcome;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.RequestKind;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldsTest {
    private static final BigInteger TEN = BigInteger.TEN;

    private final Accounts accounts = new Accounts(Map.of(), Map.of(), Map.of());

    @BeforeEach
    void openAnAccountWithTen() {
        run(open("alice", NO_OVERDRAFT, 0));
        run(credit("alice", 10, 1));
    }

    @Test
    void aHoldReservesWithoutMoving() {
        Instructed hold = told(Action.HOLD, "alice", 6, 2);
        Decision.Done held = (Decision.Done) run(hold);
        assertThat(held.outcome())
                .isEqualTo(new Outcome(1, hold.instruction().id(), at(2), new Result.Held(3, TEN)));
        assertThat(held.movement())
                .isEqualTo(
                        new AccountEvent.HoldPlaced(
                                1,
                                key("alice"),
                                3,
                                transfer(2),
                                RequestKind.TRANSFER,
                                null,
                                0,
                                new Money(6, Samples.EUR),
                                TEN,
                                6,
                                at(2)));
        assertThat(account().posted()).isEqualTo(10);
        assertThat(account().held()).isEqualTo(6);
        assertThat(account().version()).isEqualTo(3);
        assertThat(account().updatedAt()).isEqualTo(at(2));
        assertThat(run(debit("alice", 5, 3))).isInstanceOf(Decision.Refused.class);
        assertThat(run(debit("alice", 4, 4))).isInstanceOf(Decision.Done.class);
    }

    @Test
    void aCaptureTakesWhatIsHeld() {
        run(told(Action.HOLD, "alice", 6, 2));
        Instructed capture = told(Action.CAPTURE, RequestKind.CAPTURE, 8, "alice", 4, 2);
        Decision.Done captured = (Decision.Done) run(capture);
        BigInteger six = BigInteger.valueOf(6);
        assertThat(captured.outcome().result()).isEqualTo(new Result.Posted(4, six));
        assertThat(captured.movement())
                .isEqualTo(
                        new AccountEvent.EntryPosted(
                                1,
                                key("alice"),
                                4,
                                transfer(2),
                                RequestKind.CAPTURE,
                                command(8),
                                0,
                                Action.CAPTURE,
                                Direction.DEBIT,
                                new Money(4, Samples.EUR),
                                six,
                                2,
                                at(2),
                                at(-3)));
        assertThat(account().posted()).isEqualTo(6);
        assertThat(account().held()).isEqualTo(2);
    }

    @Test
    void aReleaseReservesNoLonger() {
        run(told(Action.HOLD, "alice", 6, 2));
        Instructed release = told(Action.RELEASE, RequestKind.VOID, 9, "alice", 4, 2);
        Decision.Done released = (Decision.Done) run(release);
        assertThat(released.outcome().result()).isEqualTo(new Result.Released(4, TEN));
        assertThat(released.movement())
                .isEqualTo(
                        new AccountEvent.HoldReleased(
                                1,
                                key("alice"),
                                4,
                                transfer(2),
                                RequestKind.VOID,
                                command(9),
                                0,
                                new Money(4, Samples.EUR),
                                TEN,
                                2,
                                at(2)));
        assertThat(account().posted()).isEqualTo(10);
        assertThat(account().held()).isEqualTo(2);
        assertThat(account().version()).isEqualTo(4);
    }

    @Test
    void eachIsDoneOnce() {
        run(told(Action.HOLD, "alice", 6, 2));
        run(told(Action.CAPTURE, RequestKind.CAPTURE, 8, "alice", 4, 2));
        run(told(Action.RELEASE, RequestKind.CAPTURE, 8, "alice", 2, 2));
        Account before = account();
        assertThat(run(told(Action.HOLD, "alice", 6, 2))).isInstanceOf(Decision.Repeated.class);
        assertThat(run(told(Action.CAPTURE, RequestKind.CAPTURE, 8, "alice", 4, 2)))
                .isInstanceOf(Decision.Repeated.class);
        assertThat(run(told(Action.RELEASE, RequestKind.CAPTURE, 8, "alice", 2, 2)))
                .isInstanceOf(Decision.Repeated.class);
        assertThat(account()).isEqualTo(before);
        assertThat(accounts.decide(told(Action.HOLD, "alice", 7, 2)))
                .isInstanceOf(Decision.Broken.class);
    }

    @Test
    void otherCommandsAndKindsOfRequestsAreOtherInstructions() {
        run(told(Action.HOLD, "alice", 6, 2));
        run(told(Action.CAPTURE, RequestKind.CAPTURE, 8, "alice", 1, 2));
        run(told(Action.CAPTURE, RequestKind.CAPTURE, 9, "alice", 1, 2));
        run(told(Action.CAPTURE, RequestKind.REVERSAL, 9, "alice", 1, 2));
        run(told(Action.RELEASE, RequestKind.VOID, 9, "alice", 1, 2));
        run(told(Action.RELEASE, RequestKind.EXPIRY, 0, "alice", 1, 2));
        run(told(Action.RELEASE, "alice", 1, 2));
        assertThat(account().posted()).isEqualTo(7);
        assertThat(account().held()).isZero();
    }

    @Test
    void aRefusedHoldHoldsNothingAndIsFinal() {
        assertThat(run(told(Action.HOLD, "alice", 11, 2))).isInstanceOf(Decision.Refused.class);
        assertThat(account().held()).isZero();
        run(credit("alice", 1, 3));
        assertThat(run(told(Action.HOLD, "alice", 11, 2))).isInstanceOf(Decision.Repeated.class);
        assertThat(account().held()).isZero();
    }

    private Decision run(InstructionRecord record) {
        Decision decision = accounts.decide(record);
        accounts.apply(decision);
        return decision;
    }

    private Account account() {
        return accounts.find(key("alice")).orElseThrow();
    }
}
