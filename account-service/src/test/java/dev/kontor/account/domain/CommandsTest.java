package dev.kontor.account.domain;

import static dev.kontor.account.domain.Samples.NO_OVERDRAFT;
import static dev.kontor.account.domain.Samples.at;
import static dev.kontor.account.domain.Samples.command;
import static dev.kontor.account.domain.Samples.commanded;
import static dev.kontor.account.domain.Samples.credit;
import static dev.kontor.account.domain.Samples.debit;
import static dev.kontor.account.domain.Samples.key;
import static dev.kontor.account.domain.Samples.open;
import static dev.kontor.account.domain.Samples.overdraft;
import static dev.kontor.account.domain.Samples.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountCommand.ChangeOverdraftLimit;
import dev.kontor.events.model.AccountCommand.Close;
import dev.kontor.events.model.AccountCommand.Freeze;
import dev.kontor.events.model.AccountCommand.Unfreeze;
import dev.kontor.events.model.AccountCommandSnapshot;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Reply.Standing;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private static final Freeze FREEZE = new Freeze(null);
    private static final Unfreeze UNFREEZE = new Unfreeze(null);

    private final Accounts accounts = new Accounts(Map.of(), Map.of(), Map.of());

    @Test
    void decidesACommandAndKeepsIt() {
        run(open("alice", overdraft(5), 0));
        Freeze freeze = new Freeze("fraud?");
        Decision.Commanded decided = (Decision.Commanded) run(commanded("alice", 1, freeze, 7));

        AccountCommandSnapshot done =
                new AccountCommandSnapshot(
                        command(1),
                        freeze,
                        CommandStatus.DONE,
                        null,
                        ContentDigest.of(freeze),
                        Conflicts.NONE,
                        at(7),
                        at(7));
        assertThat(decided.event())
                .isEqualTo(
                        new AccountEvent.CommandDecided(
                                1,
                                key("alice"),
                                2,
                                done,
                                AccountStatus.FROZEN,
                                overdraft(5),
                                at(7)));
        assertThat(kept("alice", 1)).isEqualTo(done);
        assertThat(account("alice").isFrozen()).isTrue();
        assertThat(account("alice").version()).isEqualTo(2);
        assertThat(account("alice").updatedAt()).isEqualTo(at(7));
    }

    @Test
    void looksWithoutTouching() {
        run(open("alice", NO_OVERDRAFT, 0));
        run(commanded("alice", 1, FREEZE, 1));
        Account before = account("alice");
        accounts.decide(commanded("alice", 2, UNFREEZE, 2));
        accounts.decide(commanded("alice", 1, UNFREEZE, 3));
        assertThat(account("alice")).isEqualTo(before);
        assertThat(accounts.commands()).hasSize(1);
        assertThat(kept("alice", 1).conflicts()).isEqualTo(Conflicts.NONE);
    }

    @Test
    void aRepeatedCommandChangesNothingHoweverTheAccountIsNow() {
        run(open("alice", NO_OVERDRAFT, 0));
        run(commanded("alice", 1, FREEZE, 1));
        run(commanded("alice", 2, UNFREEZE, 2));
        Account before = account("alice");
        assertThat(run(commanded("alice", 1, FREEZE, 9)))
                .isEqualTo(new Decision.AlreadyCommanded(id("alice", 1), Standing.REPEAT));
        assertThat(account("alice")).isEqualTo(before);
    }

    @Test
    void aRejectionIsFinalEvenWhenTheCommandWouldBeDoneLater() {
        run(open("alice", NO_OVERDRAFT, 0));
        run(credit("alice", 10, 1));
        run(commanded("alice", 1, new Close(null), 2));
        assertThat(kept("alice", 1).refusal()).isEqualTo(Refusal.INVALID_STATE);
        run(debit("alice", 10, 3));
        assertThat(run(commanded("alice", 1, new Close(null), 4)))
                .isEqualTo(new Decision.AlreadyCommanded(id("alice", 1), Standing.REPEAT));
        assertThat(account("alice").isClosed()).isFalse();
    }

    @Test
    void aRejectedCommandIsAVersionOfItsAccountToo() {
        run(open("alice", NO_OVERDRAFT, 0));
        run(commanded("alice", 1, UNFREEZE, 5));
        assertThat(account("alice").version()).isEqualTo(2);
        assertThat(account("alice").updatedAt()).isEqualTo(at(5));
    }

    @Test
    void anotherCommandWithTheSameIdLosesAndIsRecordedOnce() {
        run(open("alice", NO_OVERDRAFT, 0));
        run(commanded("alice", 1, FREEZE, 1));
        Decision.CommandConflicted lost =
                (Decision.CommandConflicted) run(commanded("alice", 1, UNFREEZE, 5));
        ContentDigest digest = ContentDigest.of(UNFREEZE);
        assertThat(lost.event())
                .isEqualTo(
                        new AccountEvent.CommandConflicted(
                                1, key("alice"), 3, command(1), digest, at(5)));
        assertThat(account("alice").isFrozen()).isTrue();
        assertThat(account("alice").version()).isEqualTo(3);
        assertThat(account("alice").conflicts()).isEqualTo(Conflicts.NONE);
        assertThat(kept("alice", 1).conflicts()).isEqualTo(Conflicts.NONE.plus(digest));
        assertThat(kept("alice", 1).content()).isEqualTo(FREEZE);

        Account before = account("alice");
        assertThat(run(commanded("alice", 1, UNFREEZE, 9)))
                .isEqualTo(new Decision.AlreadyCommanded(id("alice", 1), Standing.CONFLICT));
        assertThat(run(commanded("alice", 1, FREEZE, 9)))
                .isEqualTo(new Decision.AlreadyCommanded(id("alice", 1), Standing.REPEAT));
        assertThat(account("alice")).isEqualTo(before);
    }

    @Test
    void theFirstTwentyLosersAreKnownAndTheRestAreCountedUpToAThousand() {
        run(open("alice", NO_OVERDRAFT, 0));
        run(commanded("alice", 1, FREEZE, 1));
        for (int i = 1; i <= Conflicts.MAX_COUNT; i++) {
            Decision.CommandConflicted lost =
                    (Decision.CommandConflicted)
                            run(commanded("alice", 1, new ChangeOverdraftLimit(i), i));
            assertThat(lost.event().digest() == null).isEqualTo(i > Conflicts.MAX_DIGESTS);
        }
        assertThat(kept("alice", 1).conflicts().count()).isEqualTo(1_000);
        assertThat(kept("alice", 1).conflicts().digests()).hasSize(20);
        Account before = account("alice");
        assertThat(run(commanded("alice", 1, new ChangeOverdraftLimit(5_000), 2_000)))
                .isEqualTo(new Decision.AlreadyCommanded(id("alice", 1), Standing.CONFLICT));
        assertThat(account("alice")).isEqualTo(before);
    }

    @Test
    void idsOfCommandsCountBelowTheirAccount() {
        run(open("alice", NO_OVERDRAFT, 0));
        run(open("bob", NO_OVERDRAFT, 0));
        run(commanded("alice", 1, FREEZE, 1));
        run(commanded("bob", 1, new ChangeOverdraftLimit(9), 1));
        assertThat(account("alice").isFrozen()).isTrue();
        assertThat(account("bob").overdraftLimit()).isEqualTo(overdraft(9));
    }

    @Test
    void aCommandOnNoAccountLeavesNothingAndItsIdIsNotSpent() {
        assertThat(run(commanded("alice", 1, FREEZE, 0)))
                .isEqualTo(new Decision.NobodyToCommand(id("alice", 1)));
        assertThat(accounts.all()).isEmpty();
        assertThat(accounts.commands()).isEmpty();
        run(open("alice", NO_OVERDRAFT, 1));
        run(commanded("alice", 1, new ChangeOverdraftLimit(9), 2));
        assertThat(kept("alice", 1).status()).isEqualTo(CommandStatus.DONE);
    }

    @Test
    void timeNeverGoesBack() {
        run(open("alice", NO_OVERDRAFT, 100));
        Decision.Commanded early = (Decision.Commanded) run(commanded("alice", 1, FREEZE, 50));
        assertThat(early.event().at()).isEqualTo(at(100));
        assertThat(early.event().command().at()).isEqualTo(at(100));
        assertThat(early.event().command().receivedAt()).isEqualTo(at(50));
        run(commanded("alice", 2, UNFREEZE, 200));
        Decision.CommandConflicted lost =
                (Decision.CommandConflicted) run(commanded("alice", 1, UNFREEZE, 150));
        assertThat(lost.event().at()).isEqualTo(at(200));
    }

    @Test
    void aFrozenAccountTakesAndGivesWhatIsHeldButNoMore() {
        run(open("alice", NO_OVERDRAFT, 0));
        run(credit("alice", 10, 1));
        run(told(Action.HOLD, "alice", 6, 2));
        run(commanded("alice", 1, FREEZE, 3));
        assertThat(run(debit("alice", 1, 4))).isInstanceOf(Decision.Refused.class);
        assertThat(run(told(Action.HOLD, "alice", 1, 5))).isInstanceOf(Decision.Refused.class);
        assertThat(run(credit("alice", 5, 6))).isInstanceOf(Decision.Done.class);
        assertThat(run(told(Action.CAPTURE, "alice", 2, 2))).isInstanceOf(Decision.Done.class);
        assertThat(run(told(Action.RELEASE, "alice", 4, 2))).isInstanceOf(Decision.Done.class);
        assertThat(account("alice").posted()).isEqualTo(13);
        assertThat(account("alice").held()).isZero();
    }

    @Test
    void aLowerLimitThanWhatIsUsedRefusesEveryGuardedDebit() {
        run(open("alice", overdraft(100), 0));
        run(debit("alice", 60, 1));
        run(told(Action.HOLD, "alice", 30, 2));
        run(commanded("alice", 1, new ChangeOverdraftLimit(50), 3));
        assertThat(account("alice").snapshot().available()).isEqualTo(BigInteger.valueOf(-40));
        assertThat(run(debit("alice", 1, 4))).isInstanceOf(Decision.Refused.class);
        assertThat(run(told(Action.HOLD, "alice", 1, 5))).isInstanceOf(Decision.Refused.class);
        assertThat(run(told(Action.CAPTURE, "alice", 30, 2))).isInstanceOf(Decision.Done.class);
        run(credit("alice", 41, 6));
        assertThat(run(debit("alice", 1, 7))).isInstanceOf(Decision.Done.class);
        assertThat(run(debit("alice", 1, 8))).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void aClosedAccountIsClosedForEver() {
        run(open("alice", NO_OVERDRAFT, 0));
        run(commanded("alice", 1, new Close(null), 1));
        assertThat(account("alice").facts().closed()).isTrue();
        assertThat(run(credit("alice", 1, 2))).isInstanceOf(Decision.Refused.class);
        for (AccountCommand late :
                new AccountCommand[] {
                    FREEZE, UNFREEZE, new Close("again"), new ChangeOverdraftLimit(1)
                }) {
            long id = 100L + accounts.commands().size();
            run(commanded("alice", id, late, 3));
            assertThat(kept("alice", id).refusal()).isEqualTo(Refusal.ACCOUNT_CLOSED);
            assertThat(account("alice").isClosed()).isTrue();
        }
    }

    @Test
    void commandsFromBeforeAreKnown() {
        run(open("alice", NO_OVERDRAFT, 0));
        run(commanded("alice", 1, FREEZE, 1));
        Accounts later = new Accounts(accounts.all(), Map.of(), accounts.commands());
        assertThat(later.decide(commanded("alice", 1, FREEZE, 2)))
                .isInstanceOf(Decision.AlreadyCommanded.class);
        assertThat(later.decide(commanded("alice", 1, UNFREEZE, 2)))
                .isInstanceOf(Decision.CommandConflicted.class);
    }

    private Decision run(InstructionRecord record) {
        Decision decision = accounts.decide(record);
        accounts.apply(decision);
        return decision;
    }

    private Account account(String id) {
        return accounts.find(key(id)).orElseThrow();
    }

    private AccountCommandSnapshot kept(String account, long command) {
        return accounts.find(id(account, command)).orElseThrow().snapshot();
    }

    private static CommandId id(String account, long command) {
        return new CommandId(key(account), command(command));
    }
}
