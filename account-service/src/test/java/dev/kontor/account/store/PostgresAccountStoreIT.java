package dev.kontor.account.store;

import static dev.kontor.account.domain.Samples.NO_OVERDRAFT;
import static dev.kontor.account.domain.Samples.WITHOUT_LIMIT;
import static dev.kontor.account.domain.Samples.at;
import static dev.kontor.account.domain.Samples.credit;
import static dev.kontor.account.domain.Samples.debit;
import static dev.kontor.account.domain.Samples.key;
import static dev.kontor.account.domain.Samples.open;
import static dev.kontor.account.domain.Samples.overdraft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kontor.account.domain.Account;
import dev.kontor.account.domain.Accounts;
import dev.kontor.account.domain.Decision;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.InstructionId;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.processing.DuplicateRowException;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresAccountStoreIT {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "posted = 9007199254740992",
                "posted = -9007199254740992",
                "posted = 0.5",
                "held = -1",
                "version = 0",
                "overdraft_limit = -1",
                "overdraft_limit = 9007199254740992",
                "overdraft_limit = null, status = 'frozen'",
                "status = 'closed', posted = 1",
                "status = 'closed', held = 1",
                "conflict_digests = array['v1:a']",
                "updated_at = seen_at + 1"
            })
    void theSchemaRefusesAnAccountThatCannotBe(String wrong) throws SQLException {
        if (read("checked") == null) {
            write(AccountChange.NEW, opened(open("checked", NO_OVERDRAFT, 1)));
        }
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() ->
                        database.execute(
                                "update account set %s where account = 'checked'".formatted(wrong)))
                .withMessageContaining("violates check constraint");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "leg = -1",
                "amount = 1",
                "amount = 0, version = 2, balance_after = 0, held_after = 0",
                "amount = -1, version = 2, balance_after = 0, held_after = 0",
                "amount = 9007199254740992, version = 2, balance_after = 0, held_after = 0",
                "amount = 1, version = 1, balance_after = 0, held_after = 0",
                "amount = 1, version = 2, balance_after = 0, held_after = -1",
                "request_id = '00000000-0000-0000-0000-000000000000'",
                "action = 'suspense'"
            })
    void theSchemaRefusesAnAnswerThatCannotBe(String wrong) throws SQLException {
        InstructionId id = credit("checked", 10, 99).instruction().id();
        if (database.in(t -> store.readAnswers(t, List.of(id))).isEmpty()) {
            database.run(t -> store.keep(t, List.of(refusal(id))));
        }
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() ->
                        database.execute(
                                "update answer set %s where account = 'checked'".formatted(wrong)))
                .withMessageContaining("violates check constraint");
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
        Accounts accounts = new Accounts(Map.of(), Map.of());
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
