package dev.kontor.account.store;

import static dev.kontor.account.domain.Samples.NO_OVERDRAFT;
import static dev.kontor.account.domain.Samples.commanded;
import static dev.kontor.account.domain.Samples.credit;
import static dev.kontor.account.domain.Samples.key;
import static dev.kontor.account.domain.Samples.open;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kontor.account.domain.Accounts;
import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.InstructionId;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the schema alone keeps out, whatever the code does.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConstraintsIT {
    private AccountDatabase database;

    @BeforeAll
    void create() throws SQLException {
        database = AccountDatabase.create();
        Accounts accounts = new Accounts(Map.of(), Map.of(), Map.of());
        accounts.apply(accounts.decide(open("checked", NO_OVERDRAFT, 1)));
        accounts.apply(
                accounts.decide(commanded("checked", 1, new AccountCommand.Freeze(null), 2)));
        InstructionId id = credit("checked", 10, 99).instruction().id();
        PostgresAccountStore store = new PostgresAccountStore();
        database.run(t -> {
            store.write(
                    t,
                    List.of(
                            new AccountChange(
                                    AccountChange.NEW,
                                    accounts.find(key("checked")).orElseThrow())));
            store.keep(t, List.of(new NewAnswer(id, new KeptAnswer(1, new byte[] {1}), null)));
            accounts.commands()
                    .values()
                    .forEach(command ->
                            store.writeCommands(t, List.of(new CommandChange(null, command))));
        });
        database.execute("update account set status = 'open'");
    }

    @AfterAll
    void close() throws SQLException {
        database.close();
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
    void keepOutAnAccountThatCannotBe(String wrong) {
        checkIsRefused("update account set " + wrong);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "leg = -1",
                "amount = 1",
                "held_change = 1",
                "version = 2, balance_after = 0, held_after = 0",
                "request_id = '00000000-0000-0000-0000-000000000000'",
                "request_kind = 'void'",
                "request_kind = 'expiry'",
                "action = 'suspense'",
                "action = 'capture'",
                "action = 'release'"
            })
    void keepOutAnAnswerThatCannotBe(String wrong) {
        checkIsRefused("update answer set " + wrong);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amount = 0",
                "amount = -1",
                "amount = 9007199254740992",
                "amount = 1, version = 1",
                "amount = 1, held_after = -1",
                "amount = 1, balance_after = null",
                "amount = 1, held_change = 1",
                "action = 'post_debit', amount = 1",
                "action = 'hold', amount = 1",
                "action = 'hold', held_change = -1",
                "action = 'hold', held_change = 0",
                "action = 'hold', held_change = 9007199254740992",
                "action = 'hold', held_change = 1, request_kind = 'void'",
                "action = 'release', held_change = 1",
                "action = 'release', held_change = -1, amount = -1",
                "action = 'release', held_change = -1, request_kind = 'expiry', request_id = '"
                        + "00000000-0000-0000-0000-000000000000'",
                "action = 'capture', amount = -1",
                "action = 'capture', held_change = -1",
                "action = 'capture', amount = -2, held_change = -1",
                "action = 'capture', amount = 1, held_change = 1"
            })
    void keepOutAMovementThatCannotBe(String wrong) {
        String columns = "";
        for (String column : List.of("version = 2", "balance_after = 0", "held_after = 0")) {
            if (!wrong.contains(column.substring(0, column.indexOf(' ')))) {
                columns += ", " + column;
            }
        }
        checkIsRefused("update answer set " + wrong + columns);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version = 1",
                "conflict_count = -1",
                "conflict_digests = array['v1:a']",
                "conflict_count = 30, conflict_digests = array_fill('v1:a'::text, array[21])"
            })
    void keepOutACommandThatCannotBe(String wrong) {
        checkIsRefused("update command set " + wrong);
    }

    private void checkIsRefused(String update) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> database.execute(update))
                .withMessageContaining("violates check constraint");
    }
}
