package dev.kontor.account.domain;

import static dev.kontor.account.domain.Samples.EUR;
import static dev.kontor.account.domain.Samples.MAX;
import static dev.kontor.account.domain.Samples.NO_OVERDRAFT;
import static dev.kontor.account.domain.Samples.WITHOUT_LIMIT;
import static dev.kontor.account.domain.Samples.at;
import static dev.kontor.account.domain.Samples.credit;
import static dev.kontor.account.domain.Samples.debit;
import static dev.kontor.account.domain.Samples.instructed;
import static dev.kontor.account.domain.Samples.key;
import static dev.kontor.account.domain.Samples.open;
import static dev.kontor.account.domain.Samples.overdraft;
import static dev.kontor.account.domain.Samples.told;
import static dev.kontor.account.domain.Samples.transfer;
import static dev.kontor.account.domain.Samples.unconditionalDebit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.InstructionRecord.Instructed;
import dev.kontor.events.model.Outcome;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.RequestKind;
import java.math.BigInteger;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private final Accounts accounts = new Accounts(Map.of(), Map.of(), Map.of());

    @Test
    void postsADebitAndTellsBothSides() {
        run(open("alice", overdraft(50), 0));
        Instructed debit = debit("alice", 30, 1);

        Decision.Done posted = (Decision.Done) run(debit);

        InstructionId id = debit.instruction().id();
        BigInteger after = BigInteger.valueOf(-30);
        assertThat(posted.outcome())
                .isEqualTo(new Outcome(1, id, at(1), new Result.Posted(2, after)));
        assertThat(posted.movement())
                .isEqualTo(
                        new AccountEvent.EntryPosted(
                                1,
                                key("alice"),
                                2,
                                transfer(1),
                                RequestKind.TRANSFER,
                                null,
                                0,
                                Action.POST_DEBIT,
                                Direction.DEBIT,
                                debit.instruction().amount(),
                                after,
                                0,
                                at(1),
                                at(-4)));
        assertThat(posted.opened()).isNull();
        assertThat(account("alice").posted()).isEqualTo(after);
        assertThat(account("alice").version()).isEqualTo(2);
    }

    @Test
    void looksWithoutTouching() {
        run(open("alice", NO_OVERDRAFT, 0));
        Account before = account("alice");
        accounts.decide(credit("alice", 10, 1));
        accounts.decide(debit("alice", 10, 2));
        accounts.decide(open("alice", "other", 3));
        assertThat(account("alice")).isEqualTo(before);
        assertThat(run(credit("alice", 10, 1))).isInstanceOf(Decision.Done.class);
    }

    @Test
    void appliesAnInstructionOnlyOnce() {
        run(open("alice", NO_OVERDRAFT, 0));
        run(credit("alice", 10, 1));
        Account before = account("alice");
        assertThat(run(credit("alice", 10, 1)))
                .isEqualTo(new Decision.Repeated(credit("alice", 10, 1).instruction().id()));
        assertThat(account("alice")).isEqualTo(before);
    }

    @Test
    void aRefusalIsFinalEvenWhenTheMoneyComesLater() {
        run(open("alice", NO_OVERDRAFT, 0));
        Decision.Refused refused = (Decision.Refused) run(debit("alice", 10, 1));
        assertThat(refused.outcome().result())
                .isEqualTo(new Result.Refused(Refusal.INSUFFICIENT_FUNDS));
        run(credit("alice", 10, 2));
        assertThat(run(debit("alice", 10, 1))).isInstanceOf(Decision.Repeated.class);
        assertThat(account("alice").posted()).isEqualTo(10);
    }

    @Test
    void aRefusalByNoAccountIsFinalEvenWhenTheAccountComesLater() {
        run(credit("alice", 10, 1));
        run(open("alice", NO_OVERDRAFT, 2));
        assertThat(run(credit("alice", 10, 1))).isInstanceOf(Decision.Repeated.class);
    }

    @Test
    void otherContentUnderTheSameIdentityHalts() {
        run(open("alice", NO_OVERDRAFT, 0));
        run(credit("alice", 10, 1));
        assertThat(accounts.decide(credit("alice", 11, 1))).isInstanceOf(Decision.Broken.class);
    }

    @Test
    void otherLegsActionsAndAccountsOfATransferAreOtherInstructions() {
        run(open("alice", WITHOUT_LIMIT, 0));
        run(open("bob", NO_OVERDRAFT, 0));
        assertThat(run(unconditionalDebit("alice", 10, 1))).isInstanceOf(Decision.Done.class);
        assertThat(run(credit("bob", 10, 1))).isInstanceOf(Decision.Done.class);
        assertThat(run(told(Action.RETURN, "alice", 10, 1))).isInstanceOf(Decision.Done.class);
        assertThat(run(credit("alice", 10, 1))).isInstanceOf(Decision.Done.class);
    }

    @Test
    void aProbeWritesNothing() {
        run(open("alice", WITHOUT_LIMIT, 0));
        Account before = account("alice");
        Decision found = run(told(Action.PROBE, "alice", MAX, 9));
        assertThat(((Decision.Probed) found).outcome().result())
                .isEqualTo(new Result.Found(EUR, true));
        assertThat(run(told(Action.PROBE, "alice", MAX, 9))).isEqualTo(found);
        assertThat(account("alice")).isEqualTo(before);
    }

    @Test
    void timeNeverGoesBack() {
        run(open("alice", NO_OVERDRAFT, 100));
        assertThat(entry(run(credit("alice", 10, 50))).postedAt()).isEqualTo(at(100));
        Decision.Refused refused = (Decision.Refused) run(debit("alice", 11, 200));
        assertThat(refused.outcome().at()).isEqualTo(at(200));
        assertThat(account("alice").updatedAt()).isEqualTo(at(100));
        assertThat(account("alice").version()).isEqualTo(2);
        assertThat(entry(run(debit("alice", 10, 150))).postedAt()).isEqualTo(at(200));
    }

    @Test
    void balancesWithoutLimitGrowBeyond64Bits() {
        Account huge =
                new Account(
                        Samples.account("world", WITHOUT_LIMIT, AccountStatus.OPEN, 0, 0).opened(),
                        AccountStatus.OPEN,
                        WITHOUT_LIMIT,
                        BigInteger.valueOf(Long.MIN_VALUE),
                        0,
                        7,
                        Conflicts.NONE,
                        at(0),
                        at(0));
        Accounts world = new Accounts(Map.of(huge.key(), huge), Map.of(), Map.of());
        Decision decision = world.decide(unconditionalDebit("world", MAX, 1));
        world.apply(decision);
        BigInteger expected = BigInteger.valueOf(Long.MIN_VALUE).subtract(BigInteger.valueOf(MAX));
        assertThat(entry(decision).balanceAfter()).isEqualTo(expected);
        assertThat(world.find(huge.key()).orElseThrow().posted()).isEqualTo(expected);
    }

    @Test
    void suspenseOpensItselfAndTakesEverything() {
        Decision.Done first = (Decision.Done) run(told(Action.SUSPENSE, "suspense:EUR", MAX, 1));
        AccountEvent.Opened opened = first.opened();
        assertThat(opened).isNotNull();
        assertThat(opened.version()).isEqualTo(1);
        assertThat(opened.at()).isEqualTo(at(1));
        assertThat(opened.opening().overdraftLimit()).isEqualTo(NO_OVERDRAFT);
        assertThat(opened.opening().currency()).isEqualTo(EUR);
        assertThat(first.movement().version()).isEqualTo(2);

        Decision.Done second = (Decision.Done) run(told(Action.SUSPENSE, "suspense:EUR", MAX, 2));
        assertThat(second.opened()).isNull();
        assertThat(account("suspense:EUR").posted())
                .isEqualTo(BigInteger.valueOf(MAX).shiftLeft(1));
    }

    @Test
    void noClientOpensOrChangesSuspense() {
        assertThat(accounts.decide(open("suspense:EUR", WITHOUT_LIMIT, 0)))
                .isInstanceOf(Decision.Broken.class);
        run(told(Action.SUSPENSE, "suspense:EUR", 5, 1));
        Account before = account("suspense:EUR");
        assertThat(accounts.decide(open("suspense:EUR", WITHOUT_LIMIT, 0)))
                .isInstanceOf(Decision.Broken.class);
        assertThat(account("suspense:EUR")).isEqualTo(before);
    }

    @Test
    void aTransferIsItsOwnRequestAndLegsCountFromZero() {
        run(open("alice", NO_OVERDRAFT, 0));
        Instruction right = credit("alice", 1, 1).instruction();
        assertThat(accounts.decide(withId(right, new UUID(1, 1), 1)))
                .isInstanceOf(Decision.Broken.class);
        assertThat(accounts.decide(withId(right, null, -1))).isInstanceOf(Decision.Broken.class);
        assertThat(accounts.decide(withId(right, null, 0))).isInstanceOf(Decision.Done.class);
    }

    @Test
    void opensOnceAndKnowsTheSameContentAgain() {
        Decision.Opened opened = (Decision.Opened) run(open("alice", overdraft(5), 3));
        assertThat(opened.event().version()).isEqualTo(1);
        assertThat(opened.event().at()).isEqualTo(at(3));
        assertThat(account("alice").overdraftLimit()).isEqualTo(overdraft(5));
        Account before = account("alice");
        assertThat(run(open("alice", overdraft(5), 99)))
                .isEqualTo(new Decision.AlreadyOpen(key("alice"), Standing.REPEAT));
        assertThat(account("alice")).isEqualTo(before);
    }

    @Test
    void anotherOpeningLosesAndIsRecordedOnce() {
        run(open("alice", "first", 0));
        Decision.Conflicted lost = (Decision.Conflicted) run(open("alice", "second", 5));
        ContentDigest digest = ContentDigest.of(open("alice", "second", 5).opening());
        assertThat(lost.event())
                .isEqualTo(new AccountEvent.OpeningConflicted(1, key("alice"), 2, digest, at(5)));
        assertThat(run(open("alice", "second", 6)))
                .isEqualTo(new Decision.AlreadyOpen(key("alice"), Standing.CONFLICT));
        assertThat(account("alice").snapshot().conflicts().count()).isEqualTo(1);
        assertThat(account("alice").digest())
                .isEqualTo(ContentDigest.of(open("alice", "first", 0).opening()));
        assertThat(account("alice").version()).isEqualTo(2);
    }

    @Test
    void theFirstTwentyLosersAreKnownAndTheRestAreCounted() {
        run(open("alice", "first", 0));
        for (int i = 1; i <= Conflicts.MAX_DIGESTS; i++) {
            assertThat(((Decision.Conflicted) run(open("alice", "other " + i, i))).event().digest())
                    .isNotNull();
        }
        AccountEvent.OpeningConflicted late =
                ((Decision.Conflicted) run(open("alice", "late", 30))).event();
        assertThat(late.digest()).isNull();
        assertThat(late.version()).isEqualTo(22);
        run(open("alice", "late", 31));
        assertThat(account("alice").conflicts().count()).isEqualTo(22);
        assertThat(account("alice").conflicts().digests()).hasSize(20);
        assertThat(run(open("alice", "other 20", 32)))
                .isEqualTo(new Decision.AlreadyOpen(key("alice"), Standing.CONFLICT));
    }

    @Test
    void conflictsAreRecordedNoMoreFromTheThousandthOn() {
        run(open("alice", "first", 0));
        for (int i = 1; i <= Conflicts.MAX_COUNT; i++) {
            assertThat(run(open("alice", "other " + i, i))).isInstanceOf(Decision.Conflicted.class);
        }
        assertThat(run(open("alice", "one more", 2_000)))
                .isEqualTo(new Decision.AlreadyOpen(key("alice"), Standing.CONFLICT));
    }

    @Test
    void nothingFollowsFromWhatIsBroken() {
        assertThatIllegalStateException()
                .isThrownBy(() -> accounts.apply(new Decision.Broken("a reason")));
    }

    @Test
    void theRepeatOfAnAnswerFromBeforeIsKnownByItsFingerprint() {
        Instruction earlier = credit("alice", 10, 1).instruction();
        Accounts later =
                new Accounts(Map.of(), Map.of(earlier.id(), earlier.fingerprint()), Map.of());
        assertThat(later.decide(new Instructed(earlier))).isInstanceOf(Decision.Repeated.class);
        Instructed different = instructed(Action.POST_CREDIT, "alice", 10, EUR, false, 1, 2);
        assertThat(later.decide(different)).isInstanceOf(Decision.Broken.class);
    }

    private Decision run(InstructionRecord record) {
        Decision decision = accounts.decide(record);
        accounts.apply(decision);
        return decision;
    }

    private Account account(String id) {
        return accounts.find(key(id)).orElseThrow();
    }

    private static AccountEvent.EntryPosted entry(Decision decision) {
        return (AccountEvent.EntryPosted) ((Decision.Done) decision).movement();
    }

    private static Instructed withId(Instruction right, @Nullable UUID request, int leg) {
        InstructionId id = right.id();
        return new Instructed(
                new Instruction(
                        right.rules(),
                        new InstructionId(
                                id.account(), id.transfer(), id.kind(), request, leg, id.action()),
                        right.amount(),
                        right.unconditional(),
                        right.receivedAt(),
                        right.effectiveAt()));
    }
}
