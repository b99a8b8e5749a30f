package dev.kontor.account.domain;

import static dev.kontor.account.domain.Samples.EUR;
import static dev.kontor.account.domain.Samples.MAX;
import static dev.kontor.account.domain.Samples.USD;
import static dev.kontor.account.domain.Samples.WITHOUT_LIMIT;
import static dev.kontor.account.domain.Samples.commanded;
import static dev.kontor.account.domain.Samples.key;
import static dev.kontor.account.domain.Samples.open;
import static dev.kontor.account.domain.Samples.overdraft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.account.domain.ExpectedBank.Expected;
import dev.kontor.account.domain.ExpectedBank.OpenHold;
import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.InstructionRecord.AccountCommanded;
import dev.kontor.events.model.InstructionRecord.Instructed;
import dev.kontor.events.model.InstructionRecord.OpeningRequested;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.TransferId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random records against a model that knows nothing of ours: an account is a sum of entries, a
/// list of open holds and a floor. A failing seed repeats the failure.
class AccountsSimulationTest {
    private static final int STEPS = 3_000;
    private static final List<String> NAMES =
            List.of("a", "b", "c", "d", "e", "f", "world", "nobody");

    private enum Seen {
        POSTED,
        HELD,
        CAPTURED,
        RELEASED,
        REFUSED,
        REPEATED,
        OPENED,
        CONFLICTED,
        COMMAND_DONE,
        COMMAND_REJECTED,
        COMMAND_REPEATED,
        COMMAND_CONFLICTED,
        COMMAND_OF_NOBODY,
        CLOSED,
        OVERDRAWN_BY_LIMIT
    }

    private final Accounts accounts = new Accounts(Map.of(), Map.of(), Map.of());
    private final ExpectedBank bank = new ExpectedBank();
    private final List<Instructed> sent = new ArrayList<>();
    private final Set<Instructed> known = new HashSet<>();
    private final Map<TransferId, Long> transfers = new HashMap<>();
    private final Map<CommandId, AccountCommanded> commands = new HashMap<>();
    private final Map<Seen, Integer> counts = new EnumMap<>(Seen.class);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void agreesWithASumOfEntriesAndAListOfHolds(long seed) {
        Random random = new Random(seed);
        for (int step = 1; step <= STEPS; step++) {
            transfers.put(Samples.transfer(step), (long) step);
            InstructionRecord record = next(random, step);
            Decision decision = accounts.decide(record);
            String what = "seed " + seed + ", step " + step + ": " + record;
            check(record, decision, what);
            accounts.apply(decision);
            checkInvariants(what);
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
        if (dice < 25) {
            return commanded(name, random.nextInt(60), command(random, name), step);
        }
        if (dice < 50 && !bank.holds().isEmpty()) {
            OpenHold hold = bank.holds().get(random.nextInt(bank.holds().size()));
            long part = random.nextBoolean() ? hold.left() : 1 + random.nextLong(hold.left());
            return random.nextBoolean()
                    ? told(Action.CAPTURE, RequestKind.CAPTURE, hold, part, step)
                    : told(Action.RELEASE, RequestKind.VOID, hold, part, step);
        }
        return movement(random, name, dice, step);
    }

    private Instructed movement(Random random, String name, int dice, int step) {
        Action action =
                List.of(Action.POST_DEBIT, Action.POST_CREDIT, Action.HOLD, Action.POST_CREDIT)
                        .get(random.nextInt(4));
        long minor = amount(random, name, action);
        boolean unconditional =
                action == Action.POST_DEBIT
                        && name.equals("world")
                        && bank.find(name) != null
                        && random.nextBoolean();
        return Samples.instructed(
                action,
                name,
                minor,
                !unconditional && dice > 95 ? USD : EUR,
                unconditional,
                step,
                step);
    }

    /// Small, very large, or all there is.
    private long amount(Random random, String name, Action action) {
        Expected account = bank.find(name);
        long posted = account == null ? 0 : account.posted().longValue();
        return switch (random.nextInt(10)) {
            case 0 -> MAX - random.nextInt(3);
            case 1, 2, 3 ->
                    action == Action.POST_DEBIT && posted > 0 && posted <= MAX
                            ? posted
                            : 1 + random.nextInt(9);
            default -> 1 + random.nextInt(500);
        };
    }

    /// An account that is empty is closed at times, and one that is overdrawn loses its limit:
    /// chance alone would hardly ever try.
    private AccountCommand command(Random random, String name) {
        Expected account = bank.find(name);
        if (account != null && account.isEmpty() && random.nextInt(2) == 0) {
            return new AccountCommand.Close(null);
        }
        if (account != null && account.posted().signum() < 0 && random.nextInt(3) == 0) {
            return new AccountCommand.ChangeOverdraftLimit(random.nextInt(2));
        }
        return switch (random.nextInt(8)) {
            case 0, 1 -> new AccountCommand.Freeze(null);
            case 2, 3, 4 -> new AccountCommand.Unfreeze(null);
            case 5 -> new AccountCommand.Close("by chance");
            case 6 -> new AccountCommand.ChangeOverdraftLimit(MAX);
            default -> new AccountCommand.ChangeOverdraftLimit(random.nextInt(1_000));
        };
    }

    private static Instructed told(
            Action action, RequestKind kind, OpenHold hold, long part, int step) {
        return Samples.told(action, kind, step, hold.account(), part, hold.transfer());
    }

    private void check(InstructionRecord record, Decision decision, String what) {
        switch (record) {
            case OpeningRequested opening -> checkOpening(opening, decision, what);
            case AccountCommanded commanded -> checkCommand(commanded, decision, what);
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
        Expected account = bank.find(name);
        if (account == null) {
            count(Seen.OPENED);
            bank.open(name, opening.opening().overdraftLimit());
            assertThat(decision).as(what).isInstanceOf(Decision.Opened.class);
        } else if (decision instanceof Decision.Conflicted(AccountEvent.OpeningConflicted event)) {
            count(Seen.CONFLICTED);
            assertThat(opening.opening().overdraftLimit()).as(what).isNotEqualTo(account.opening());
            assertThat(event.version()).as(what).isEqualTo(account.nextVersion());
        } else {
            assertThat(decision).as(what).isInstanceOf(Decision.AlreadyOpen.class);
        }
    }

    private void checkCommand(AccountCommanded commanded, Decision decision, String what) {
        Expected account = bank.find(commanded.key().id().text());
        if (account == null) {
            count(Seen.COMMAND_OF_NOBODY);
            assertThat(decision).as(what).isInstanceOf(Decision.NobodyToCommand.class);
            return;
        }
        AccountCommanded first = commands.putIfAbsent(CommandId.of(commanded), commanded);
        if (first == null) {
            AccountEvent.CommandDecided event = ((Decision.Commanded) decision).event();
            boolean done = account.command(commanded.command());
            countCommand(account, done);
            assertThat(event.command().status())
                    .as(what)
                    .isEqualTo(done ? CommandStatus.DONE : CommandStatus.REJECTED);
            assertThat(event.version()).as(what).isEqualTo(account.nextVersion());
        } else if (first.command().equals(commanded.command())) {
            count(Seen.COMMAND_REPEATED);
            assertThat(decision).as(what).isInstanceOf(Decision.AlreadyCommanded.class);
        } else if (decision instanceof Decision.CommandConflicted(var event)) {
            count(Seen.COMMAND_CONFLICTED);
            assertThat(event.version()).as(what).isEqualTo(account.nextVersion());
        } else {
            assertThat(decision).as(what).isInstanceOf(Decision.AlreadyCommanded.class);
        }
    }

    private void countCommand(Expected account, boolean done) {
        BigInteger available = account.available();
        count(done ? Seen.COMMAND_DONE : Seen.COMMAND_REJECTED);
        if (account.status() == AccountStatus.CLOSED) count(Seen.CLOSED);
        if (available != null && available.signum() < 0) count(Seen.OVERDRAWN_BY_LIMIT);
    }

    private void checkNew(Instructed instructed, Decision decision, String what) {
        String name = instructed.key().id().text();
        Expected account = bank.find(name);
        Action action = instructed.instruction().id().action();
        long minor = instructed.instruction().amount().minor();
        boolean inEuro = instructed.instruction().amount().currency() == EUR;
        boolean unconditional = instructed.instruction().unconditional();
        if (account == null || !inEuro || !(unconditional || account.allows(action, minor))) {
            count(Seen.REFUSED);
            assertThat(decision).as(what).isInstanceOf(Decision.Refused.class);
            return;
        }
        Long transfer = transfers.get(instructed.instruction().id().transfer());
        account.move(action, minor, Objects.requireNonNull(transfer));
        AccountEvent.Movement movement = ((Decision.Done) decision).movement();
        assertThat(movement.version()).as(what).isEqualTo(account.nextVersion());
        assertThat(movement.heldAfter()).as(what).isEqualTo(account.held());
        count(
                switch (movement) {
                    case AccountEvent.HoldPlaced _ -> Seen.HELD;
                    case AccountEvent.HoldReleased _ -> Seen.RELEASED;
                    case AccountEvent.EntryPosted entry when entry.action() == Action.CAPTURE ->
                            Seen.CAPTURED;
                    case AccountEvent.EntryPosted _ -> Seen.POSTED;
                });
        if (action == Action.POST_DEBIT || action == Action.HOLD) {
            BigInteger available = account.available();
            assertThat(available == null || available.signum() >= 0).as(what).isTrue();
        }
    }

    private void checkInvariants(String what) {
        bank.all()
                .forEach((name, expected) -> {
                    Account account = accounts.find(key(name)).orElse(null);
                    if (account != null) {
                        assertThat(account.posted()).as(what).isEqualTo(expected.posted());
                        assertThat(account.held()).as(what).isEqualTo(expected.held());
                        assertThat(account.version()).as(what).isEqualTo(expected.version());
                        assertThat(account.status()).as(what).isEqualTo(expected.status());
                        assertThat(account.overdraftLimit()).as(what).isEqualTo(expected.limit());
                    }
                });
    }

    private void count(Seen seen) {
        counts.merge(seen, 1, Integer::sum);
    }
}
