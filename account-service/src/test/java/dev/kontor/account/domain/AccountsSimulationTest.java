package dev.kontor.account.domain;

import static dev.kontor.account.domain.Samples.EUR;
import static dev.kontor.account.domain.Samples.MAX;
import static dev.kontor.account.domain.Samples.USD;
import static dev.kontor.account.domain.Samples.WITHOUT_LIMIT;
import static dev.kontor.account.domain.Samples.key;
import static dev.kontor.account.domain.Samples.open;
import static dev.kontor.account.domain.Samples.overdraft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.InstructionRecord.Instructed;
import dev.kontor.events.model.InstructionRecord.OpeningRequested;
import dev.kontor.events.model.OverdraftLimit;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random instructions against a model that knows nothing of ours: an account is a number and a
/// floor. A failing seed repeats the failure.
class AccountsSimulationTest {
    private static final int STEPS = 2_000;
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "world", "nobody");

    private enum Seen {
        POSTED,
        REFUSED,
        REPEATED,
        OVERFLOWED,
        OPENED,
        CONFLICTED
    }

    private final Accounts accounts = new Accounts(Map.of(), Map.of());
    private final Map<String, BigInteger> balances = new HashMap<>();
    private final Map<String, OverdraftLimit> limits = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final List<Instructed> sent = new ArrayList<>();
    private final Set<Instructed> known = new HashSet<>();
    private final Map<Seen, Integer> counts = new EnumMap<>(Seen.class);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void agreesWithASumAndAFloor(long seed) {
        Random random = new Random(seed);
        for (int step = 1; step <= STEPS; step++) {
            InstructionRecord record = next(random, step);
            Decision decision = accounts.decide(record);
            String when = "seed " + seed + ", step " + step;
            check(record, decision, when);
            accounts.apply(decision);
            checkInvariants(when);
        }
        assertThat(counts).as("the hard cases happened").containsOnlyKeys(Seen.values());
    }

    private InstructionRecord next(Random random, int step) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        int dice = random.nextInt(100);
        if (dice < 3 && !name.equals("nobody")) {
            return open(
                    name,
                    name.equals("world") ? WITHOUT_LIMIT : overdraft(random.nextInt(2) * MAX),
                    step);
        }
        if (dice < 15 && !sent.isEmpty()) {
            return sent.get(random.nextInt(sent.size()));
        }
        boolean debit = random.nextBoolean();
        long minor = random.nextInt(4) == 0 ? MAX - random.nextInt(3) : 1 + random.nextInt(500);
        boolean unconditional =
                debit && name.equals("world") && limits.containsKey(name) && random.nextBoolean();
        return Samples.instructed(
                debit ? Action.POST_DEBIT : Action.POST_CREDIT,
                name,
                minor,
                !unconditional && dice > 95 ? USD : EUR,
                unconditional,
                step,
                step);
    }

    private void check(InstructionRecord record, Decision decision, String what) {
        switch (record) {
            case OpeningRequested opening -> checkOpening(opening, decision, what);
            case InstructionRecord.AccountCommanded _ ->
                    throw new AssertionError("nobody sent a command");
            case Instructed instructed when known.add(instructed) -> {
                sent.add(instructed);
                checkNew(instructed, decision, what);
            }
            case Instructed _ -> {
                count(Seen.REPEATED);
                assertThat(decision).as(what).isInstanceOf(Decision.Repeated.class);
            }
        }
    }

    private void checkOpening(OpeningRequested opening, Decision decision, String what) {
        String name = opening.key().id().text();
        if (!limits.containsKey(name)) {
            count(Seen.OPENED);
            limits.put(name, opening.opening().overdraftLimit());
            balances.put(name, BigInteger.ZERO);
            versions.put(name, 1L);
            assertThat(decision).as(what).isInstanceOf(Decision.Opened.class);
        } else if (decision instanceof Decision.Conflicted(AccountEvent.OpeningConflicted event)) {
            count(Seen.CONFLICTED);
            assertThat(opening.opening().overdraftLimit()).as(what).isNotEqualTo(limits.get(name));
            assertThat(event.version()).as(what).isEqualTo(versions.merge(name, 1L, Long::sum));
        } else {
            assertThat(decision).as(what).isInstanceOf(Decision.AlreadyOpen.class);
        }
    }

    private void checkNew(Instructed instructed, Decision decision, String what) {
        String name = instructed.key().id().text();
        boolean debit = instructed.instruction().id().action() == Action.POST_DEBIT;
        BigInteger amount = BigInteger.valueOf(instructed.instruction().amount().minor());
        OverdraftLimit limit = limits.get(name);
        boolean inEuro = instructed.instruction().amount().currency() == EUR;
        BigInteger after =
                balances.getOrDefault(name, BigInteger.ZERO).add(debit ? amount.negate() : amount);
        if (limit != null && inEuro && allows(limit, debit, after)) {
            count(Seen.POSTED);
            balances.put(name, after);
            AccountEvent.EntryPosted entry = ((Decision.Posted) decision).entry();
            assertThat(entry.balanceAfter()).as(what).isEqualTo(after);
            assertThat(entry.version()).as(what).isEqualTo(versions.merge(name, 1L, Long::sum));
        } else {
            count(
                    inEuro && after.abs().compareTo(BigInteger.valueOf(MAX)) > 0
                            ? Seen.OVERFLOWED
                            : Seen.REFUSED);
            assertThat(decision).as(what).isInstanceOf(Decision.Refused.class);
        }
    }

    private static boolean allows(OverdraftLimit limit, boolean debit, BigInteger after) {
        return switch (limit) {
            case OverdraftLimit.Unlimited() -> true;
            case OverdraftLimit.Limited(long floor) ->
                    debit
                            ? after.compareTo(BigInteger.valueOf(-floor)) >= 0
                            : after.compareTo(BigInteger.valueOf(MAX)) <= 0;
        };
    }

    private void checkInvariants(String when) {
        limits.forEach((name, limit) -> {
            Account account = accounts.find(key(name)).orElse(null);
            if (account != null) {
                assertThat(account.posted()).as(when).isEqualTo(balances.get(name));
                assertThat(account.version()).as(when).isEqualTo(versions.get(name));
                BigInteger available = account.snapshot().available();
                assertThat(available == null || available.signum() >= 0).as(when).isTrue();
            }
        });
    }

    private void count(Seen seen) {
        counts.merge(seen, 1, Integer::sum);
    }
}
