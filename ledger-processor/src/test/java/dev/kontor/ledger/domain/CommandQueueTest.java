package dev.kontor.ledger.domain;

import static dev.kontor.ledger.Sample.NOON;
import static dev.kontor.ledger.Sample.credit;
import static dev.kontor.ledger.Sample.debit;
import static dev.kontor.ledger.Sample.manual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferCommand.Capture;
import dev.kontor.events.model.TransferCommand.Reversal;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.ledger.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Commands come one after the other, each once, and whoever waits for one is told.
class CommandQueueTest {
    private static final TransferCommand VOID = new TransferCommand.Void();
    private static final Capture ONE = new Capture(1L, false);

    private final Life life = new Life();

    @Test
    void answersThatThereIsNoSuchTransferAndKeepsNothing() {
        assertThat(life.commanded(1, VOID, "w")).containsExactly("not found w/7 FIRST");
        assertThat(life.commanded(1, VOID)).isEmpty();
        assertThat(life.steps()).isEmpty();
    }

    @Test
    void decidesWaitingCommandsInTheirOrderByWhatHasHappenedByThen() {
        life.requested(manual(debit("a", 100), credit("x", 100)));
        assertThat(life.commanded(1, new Capture(60L, false))).isEmpty();
        assertThat(life.commanded(2, new Capture(60L, false))).isEmpty();
        assertThat(life.commanded(3, new Capture(null, true))).isEmpty();
        assertThat(life.commanded(4, new Reversal(100L, null))).isEmpty();
        assertThat(life.agrees(0))
                .containsExactly("2 Authorized", "CAPTURE 60 EUR a", "POST_CREDIT 60 EUR x");
        life.agrees(0);
        assertThat(life.agrees(1))
                .containsExactly(
                        "3 CommandDecided 1 done",
                        "4 CommandDecided 2 rejected exceeds_authorized",
                        "CAPTURE 40 EUR a",
                        "POST_CREDIT 40 EUR x");
        life.agrees(0);
        assertThat(life.agrees(1)).containsExactly("5 CommandDecided 3 done", "PROBE 100 EUR a");
        life.agreeToAll();
        assertThat(life.standing()).isEqualTo("posted 100/0/100/0");
    }

    @Test
    void letsAHundredWaitAndRejectsTheNextAtOnce() {
        life.authorized(manual(debit("a", 1_000), credit("x", 1_000)));
        life.commanded(0, ONE);
        life.expiryDue(NOON.plusSeconds(10_000_000));
        for (int number = 1; number <= 100; number++) {
            assertThat(life.commanded(number, ONE)).isEmpty();
        }
        assertThat(life.commanded(101, ONE, "w"))
                .containsExactly(
                        "3 CommandDecided 101 rejected invalid_state",
                        "answer 101 rejected invalid_state w/7 FIRST");
        assertThat(life.command(101).status()).isEqualTo(CommandStatus.REJECTED);
        life.agrees(0);
        life.agrees(1);
        // The expiry came first of those that waited.
        assertThat(life.agreeToAll())
                .contains("5 Expired", "6 CommandDecided 1 rejected invalid_state");
        assertThat(life.transfer().commands().all()).allMatch(Command::isDecided).hasSize(102);
    }

    @Test
    void recordsAThousandAndAnswersFurtherOnes() {
        life.authorized(manual(debit("a", 100), credit("x", 100)));
        for (int number = 1; number <= 1_000; number++) {
            life.commanded(number, new Capture(101L, false));
        }
        Transfer before = life.transfer();
        assertThat(life.commanded(1_001, VOID, "w"))
                .containsExactly("answer 1001 rejected invalid_state w/7 FIRST");
        assertThat(life.commanded(1_001, VOID)).isEmpty();
        assertThat(life.transfer()).isSameAs(before);
        assertThat(life.commanded(1_000, new Capture(101L, false), "late"))
                .containsExactly("answer 1000 rejected exceeds_authorized late/7 REPEAT");
    }

    @Test
    void showsTheLastHundredSoThatAnAnswerFitsIntoARecord() {
        life.authorized(manual(debit("a", 100), credit("x", 100)));
        for (int number = 1; number <= 120; number++) {
            life.commanded(number, new Capture(101L, false));
        }
        assertThat(life.snapshot().commands())
                .extracting(TransferCommandSnapshot::id)
                .hasSize(100)
                .startsWith(Sample.command(21))
                .endsWith(Sample.command(120));
    }

    @Test
    void takesARepeatForTheSameCommand() {
        life.authorized(manual(debit("a", 100), credit("x", 100)));
        life.commanded(1, VOID, "a");
        life.commanded(1, VOID, "b");
        assertThat(life.commanded(1, VOID, "a")).isEmpty();
        assertThat(life.commanded(1, VOID)).isEmpty();
        assertThat(life.agrees(0))
                .containsExactly("3 CommandDecided 1 done", "answer 1 done a/7 FIRST b/7 REPEAT");
        Transfer before = life.transfer();
        assertThat(life.commanded(1, VOID, "c")).containsExactly("answer 1 done c/7 REPEAT");
        assertThat(life.transfer()).isSameAs(before);
    }

    @Test
    void remembersNoMoreThanSixtyFourWhoWaitForACommand() {
        life.authorized(manual(debit("a", 100), credit("x", 100)));
        for (int i = 0; i < 100; i++) {
            life.commanded(1, VOID, "w" + i);
        }
        assertThat(life.transfer().commands().get(Sample.command(1)).claimants().replies())
                .hasSize(64);
    }

    @Test
    void recordsAConflictWithTheCommandAndStaysWithTheFirst() {
        life.authorized(manual(debit("a", 100), credit("x", 100)));
        life.commanded(1, new Capture(60L, false));
        assertThat(life.commanded(1, new Capture(60L, true), "w"))
                .containsExactly("3 CommandConflicted", "answer 1 received w/7 CONFLICT");
        assertThat(life.commanded(1, new Capture(60L, true), "w"))
                .containsExactly("answer 1 received w/7 CONFLICT");
        life.agreeToAll();
        for (TransferCommand other :
                List.of(new Capture(61L, false), VOID, new Reversal(60L, null))) {
            assertThat(life.commanded(1, other, "w"))
                    .hasSize(2)
                    .contains("answer 1 done w/7 CONFLICT");
        }
        assertThat(life.command(1).conflicts().count()).isEqualTo(4);
        assertThat(life.snapshot().conflicts().count()).isZero();
        assertThat(life.standing()).isEqualTo("authorized 60/0/0/0");
    }

    @Test
    void countsAConflictOfACommandOnceItsDigestsAreTooMany() {
        life.authorized(manual(debit("a", 100), credit("x", 100)));
        life.commanded(1, VOID);
        for (long amount = 1; amount <= 25; amount++) {
            life.commanded(1, new Capture(amount, true));
        }
        assertThat(life.command(1).conflicts().count()).isEqualTo(25);
        assertThat(life.command(1).conflicts().digests()).hasSize(20);
    }

    @Test
    void isDecidedAtTheLatestTimeItWasToldOf() {
        life.authorized(manual(debit("a", 100), credit("x", 100)));
        life.commanded(1, ONE, NOON.plusSeconds(500), null);
        life.agreeToAll();
        assertThat(life.command(1).at()).isEqualTo(NOON.plusSeconds(500));
        life.commanded(2, new Capture(101L, true), NOON.plusSeconds(3), null);
        assertThat(life.command(2).at()).isEqualTo(NOON.plusSeconds(500));
        assertThat(life.snapshot().decidedAt()).isEqualTo(NOON.plusSeconds(1));
    }
}
