package dev.kontor.account.store;

import static dev.kontor.account.domain.Samples.NO_OVERDRAFT;
import static dev.kontor.account.domain.Samples.WITHOUT_LIMIT;
import static dev.kontor.account.domain.Samples.at;
import static dev.kontor.account.domain.Samples.commanded;
import static dev.kontor.account.domain.Samples.credit;
import static dev.kontor.account.domain.Samples.debit;
import static dev.kontor.account.domain.Samples.key;
import static dev.kontor.account.domain.Samples.open;
import static dev.kontor.account.domain.Samples.overdraft;
import static dev.kontor.account.domain.Samples.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kontor.account.domain.Account;
import dev.kontor.account.domain.Accounts;
import dev.kontor.account.domain.Command;
import dev.kontor.account.domain.CommandId;
import dev.kontor.account.domain.Decision;
import dev.kontor.account.domain.Samples;
import dev.kontor.events.model.AccountCommand.Freeze;
import dev.kontor.events.model.AccountCommand.Unfreeze;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.InstructionRecord.Instructed;
import dev.kontor.events.model.RequestKind;
import dev.kontor.processing.DuplicateRowException;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresAccountStoreIT {
    private static final Freeze FREEZE = new Freeze("why");
    private static final Unfreeze UNFREEZE = new Unfreeze("why");
    private static final BigInteger HUGE = BigInteger.TEN.pow(30).negate();

    private final PostgresAccountStore store = new PostgresAccountStore();
    private AccountDatabase database;

    @BeforeAll
    void create() throws SQLException {
        database = AccountDatabase.create();
    }

    @AfterAll
    void close() throws SQLException {
        database.close();
    }

    @Test
    void readsAccountsAsTheyWereWritten() throws SQLException {
        Account plain = opened(open("plain", overdraft(5), 1));
        Account odd = opened(open("odd", "a note with \0 and \uD83D\uDCB6", 2));
        Account world = with(opened(open("world", WITHOUT_LIMIT, 3)), HUGE, Conflicts.NONE);
        write(AccountChange.NEW, plain);
        write(AccountChange.NEW, odd);
        write(AccountChange.NEW, world);
        assertThat(read("plain")).isEqualTo(plain);
        assertThat(read("odd")).isEqualTo(odd);
        assertThat(read("world")).isEqualTo(world);
        assertThat(read("nobody")).isNull();

        Conflicts conflicts = Conflicts.NONE.plus(odd.digest()).plus(world.digest());
        Account changed = with(plain, BigInteger.valueOf(-5), conflicts);
        write(plain.version(), changed);
        assertThat(read("plain")).isEqualTo(changed);
        assertThat(read("odd")).isEqualTo(odd);
    }

    @Test
    void writesNothingOverAVersionThatWasNotDecidedOn() throws SQLException {
        Account account = opened(open("contested", NO_OVERDRAFT, 1));
        write(AccountChange.NEW, account);
        assertThatIllegalStateException().isThrownBy(() -> write(9, account));
        assertThatExceptionOfType(DuplicateRowException.class)
                .isThrownBy(() -> write(AccountChange.NEW, account));
    }

    @Test
    void readsAnswersAsTheyWereKept() throws SQLException {
        InstructionId first = credit("asked", 10, 1).instruction().id();
        InstructionId other = debit("asked", 10, 1).instruction().id();
        KeptAnswer answer = new KeptAnswer(Long.MIN_VALUE, new byte[] {0, -1, 127});
        database.run(t -> store.keep(t, List.of(new NewAnswer(first, answer, null))));

        Map<InstructionId, KeptAnswer> kept =
                database.in(t -> store.readAnswers(t, List.of(first, other)));
        assertThat(kept).containsOnlyKeys(first);
        KeptAnswer found = kept.get(first);
        assertThat(found).isNotNull();
        assertThat(found.fingerprint()).isEqualTo(answer.fingerprint());
        assertThat(found.outcome()).isEqualTo(answer.outcome());
    }

    @Test
    void keepsWhatEveryRequestAsksOfAnAccount() throws SQLException {
        Accounts accounts = new Accounts(Map.of(), Map.of(), Map.of());
        accounts.apply(accounts.decide(open("moved", overdraft(100), 0)));
        Map<InstructionId, NewAnswer> kept = new HashMap<>();
        for (Instructed instructed :
                List.of(
                        told(Action.HOLD, RequestKind.TRANSFER, 0, "moved", 60, 50),
                        told(Action.HOLD, RequestKind.REVERSAL, 3, "moved", 60, 50),
                        told(Action.HOLD, RequestKind.REVERSAL, 4, "moved", 20, 50),
                        told(Action.CAPTURE, RequestKind.CAPTURE, 3, "moved", 30, 50),
                        told(Action.CAPTURE, RequestKind.CAPTURE, 4, "moved", 10, 50),
                        told(Action.CAPTURE, RequestKind.REVERSAL, 4, "moved", 20, 50),
                        told(Action.RELEASE, RequestKind.VOID, 5, "moved", 10, 50),
                        told(Action.RELEASE, RequestKind.EXPIRY, 0, "moved", 10, 50),
                        told(Action.POST_CREDIT, RequestKind.CAPTURE, 3, "moved", 30, 50),
                        told(Action.RETURN, RequestKind.CAPTURE, 3, "moved", 30, 50))) {
            Decision decision = accounts.decide(instructed);
            accounts.apply(decision);
            InstructionId id = instructed.instruction().id();
            KeptAnswer answer = new KeptAnswer(kept.size(), new byte[] {(byte) kept.size()});
            AccountEvent.Movement movement =
                    decision instanceof Decision.Done done ? done.movement() : null;
            kept.put(id, new NewAnswer(id, answer, movement));
        }
        database.run(t -> store.keep(t, List.copyOf(kept.values())));

        Map<InstructionId, KeptAnswer> found =
                database.in(t -> store.readAnswers(t, kept.keySet()));
        assertThat(found).containsOnlyKeys(kept.keySet());
        found.forEach((id, answer) -> {
            NewAnswer expected = kept.get(id);
            assertThat(expected).isNotNull();
            assertThat(answer.fingerprint()).isEqualTo(expected.answer().fingerprint());
        });
        Account account = accounts.find(key("moved")).orElseThrow();
        assertThat(account.posted()).isZero();
        assertThat(account.held()).isZero();
        assertThat(database.count("select sum(amount) from answer where account = 'moved'"))
                .isZero();
        assertThat(database.count("select sum(held_change) from answer where account = 'moved'"))
                .isZero();
        assertThat(
                        database.count(
                                """
                                select count(*) from answer
                                where account = 'moved' and version is not null
                                """))
                .isEqualTo(account.version() - 1);
    }

    @Test
    void readsCommandsAsTheyWereWritten() throws SQLException {
        Accounts accounts = new Accounts(Map.of(), Map.of(), Map.of());
        accounts.apply(accounts.decide(open("commanded", overdraft(5), 0)));
        accounts.apply(accounts.decide(commanded("commanded", 1, FREEZE, 1)));
        accounts.apply(accounts.decide(commanded("commanded", 2, FREEZE, 2)));
        Command done = command(accounts, 1);
        Command rejected = command(accounts, 2);
        writeCommands(new CommandChange(null, done), new CommandChange(null, rejected));
        assertThat(readCommands(done.id(), rejected.id(), idOf(3)))
                .isEqualTo(Map.of(done.id(), done, rejected.id(), rejected));

        accounts.apply(accounts.decide(commanded("commanded", 1, UNFREEZE, 3)));
        Command conflicted = command(accounts, 1);
        writeCommands(new CommandChange(done, conflicted));
        assertThat(readCommands(done.id(), rejected.id()))
                .isEqualTo(Map.of(done.id(), conflicted, rejected.id(), rejected));

        assertThatIllegalStateException()
                .isThrownBy(() -> writeCommands(new CommandChange(done, conflicted)));
        assertThatExceptionOfType(DuplicateRowException.class)
                .isThrownBy(() -> writeCommands(new CommandChange(null, rejected)));
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> database.execute("update command set version = 1"))
                .withMessageContaining("violates check constraint");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> database.execute("update command set conflict_count = 0"))
                .withMessageContaining("violates check constraint");
    }

    @Test
    void undoesAnAttemptThatMeetsAKeptAnswerAndNothingElse() throws SQLException {
        NewAnswer known = refusal(credit("attempt", 10, 11).instruction().id());
        NewAnswer fresh = refusal(credit("attempt", 10, 12).instruction().id());
        Account account = opened(open("attempt", NO_OVERDRAFT, 1));
        database.run(t -> store.keep(t, List.of(known)));
        database.run(t -> {
            store.write(t, List.of(new AccountChange(AccountChange.NEW, account)));
            assertThat(t.attempt(() -> store.keep(t, List.of(fresh, known)))).isFalse();
            assertThat(t.attempt(() -> store.keep(t, List.of(fresh)))).isTrue();
        });
        assertThat(read("attempt")).isEqualTo(account);
        assertThat(database.count("select count(*) from answer where account = 'attempt'"))
                .isEqualTo(2);
    }

    private void writeCommands(CommandChange... changes) throws SQLException {
        database.run(t -> store.writeCommands(t, List.of(changes)));
    }

    private Map<CommandId, Command> readCommands(CommandId... ids) throws SQLException {
        return database.in(t -> store.readCommands(t, List.of(ids)));
    }

    private static Command command(Accounts accounts, long number) {
        return accounts.find(idOf(number)).orElseThrow();
    }

    private static CommandId idOf(long number) {
        return new CommandId(key("commanded"), Samples.command(number));
    }

    private void write(long versionBefore, Account account) throws SQLException {
        database.run(t -> store.write(t, List.of(new AccountChange(versionBefore, account))));
    }

    private @Nullable Account read(String account) throws SQLException {
        return database.in(t -> store.readAccounts(t, List.of(key(account)))).get(key(account));
    }

    private static NewAnswer refusal(InstructionId id) {
        return new NewAnswer(id, new KeptAnswer(1, new byte[] {1}), null);
    }

    private static Account opened(InstructionRecord.OpeningRequested opening) {
        Accounts accounts = new Accounts(Map.of(), Map.of(), Map.of());
        Decision decision = accounts.decide(opening);
        accounts.apply(decision);
        return accounts.find(opening.key()).orElseThrow();
    }

    private static Account with(Account account, BigInteger posted, Conflicts conflicts) {
        return new Account(
                account.opened(),
                account.status(),
                account.overdraftLimit(),
                posted,
                3,
                account.version() + 1,
                conflicts,
                at(5),
                at(6));
    }
}
