package dev.kontor.account.domain;

import static dev.kontor.account.domain.Samples.NO_OVERDRAFT;
import static dev.kontor.account.domain.Samples.WITHOUT_LIMIT;
import static dev.kontor.account.domain.Samples.account;
import static dev.kontor.account.domain.Samples.commanded;
import static dev.kontor.account.domain.Samples.overdraft;
import static dev.kontor.events.model.AccountStatus.CLOSED;
import static dev.kontor.events.model.AccountStatus.FROZEN;
import static dev.kontor.events.model.AccountStatus.OPEN;
import static dev.kontor.events.model.Refusal.ACCOUNT_CLOSED;
import static dev.kontor.events.model.Refusal.INVALID_STATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of commands on accounts in their order. Each row breaks one rule, and those below it
/// as far as it can.
class CommandRefusalsTest {
    private static final String ALICE = "alice";
    private static final String SUSPENSE = "suspense:EUR";
    private static final AccountCommand FREEZE = new AccountCommand.Freeze("why");
    private static final AccountCommand UNFREEZE = new AccountCommand.Unfreeze("why");
    private static final AccountCommand CLOSE = new AccountCommand.Close("why");
    private static final AccountCommand CHANGE = new AccountCommand.ChangeOverdraftLimit(30);
    private static final OverdraftLimit LIMIT = overdraft(500);

    /// @param expected null: it is done
    record Row(
            AccountCommand command,
            Account account,
            @Nullable Refusal expected,
            AccountStatus statusAfter,
            OverdraftLimit limitAfter) {}

    static List<Row> freezes() {
        return List.of(
                refused(FREEZE, account(ALICE, WITHOUT_LIMIT, CLOSED, 0, 0), ACCOUNT_CLOSED),
                refused(FREEZE, account(SUSPENSE, LIMIT, CLOSED, 0, 0), ACCOUNT_CLOSED),
                refused(FREEZE, account(ALICE, LIMIT, FROZEN, 0, 0), INVALID_STATE),
                refused(FREEZE, account(ALICE, WITHOUT_LIMIT, OPEN, 0, 0), INVALID_STATE),
                refused(FREEZE, account(SUSPENSE, NO_OVERDRAFT, OPEN, 0, 0), INVALID_STATE),
                done(FREEZE, account(ALICE, LIMIT, OPEN, 5, 4), FROZEN, LIMIT));
    }

    static List<Row> unfreezes() {
        return List.of(
                refused(UNFREEZE, account(ALICE, WITHOUT_LIMIT, CLOSED, 0, 0), ACCOUNT_CLOSED),
                refused(UNFREEZE, account(SUSPENSE, LIMIT, CLOSED, 0, 0), ACCOUNT_CLOSED),
                refused(UNFREEZE, account(ALICE, LIMIT, OPEN, 0, 0), INVALID_STATE),
                refused(UNFREEZE, account(ALICE, WITHOUT_LIMIT, OPEN, 0, 0), INVALID_STATE),
                refused(UNFREEZE, account(SUSPENSE, NO_OVERDRAFT, OPEN, 0, 0), INVALID_STATE),
                done(UNFREEZE, account(ALICE, LIMIT, FROZEN, 5, 4), OPEN, LIMIT));
    }

    static List<Row> closings() {
        return List.of(
                refused(CLOSE, account(ALICE, WITHOUT_LIMIT, CLOSED, 1, 1), ACCOUNT_CLOSED),
                refused(CLOSE, account(ALICE, LIMIT, CLOSED, 0, 0), ACCOUNT_CLOSED),
                refused(CLOSE, account(ALICE, LIMIT, OPEN, 1, 0), INVALID_STATE),
                refused(CLOSE, account(ALICE, LIMIT, FROZEN, -1, 0), INVALID_STATE),
                refused(CLOSE, account(ALICE, LIMIT, OPEN, 0, 1), INVALID_STATE),
                refused(CLOSE, account(ALICE, LIMIT, OPEN, 1, 1), INVALID_STATE),
                refused(CLOSE, account(ALICE, WITHOUT_LIMIT, OPEN, 0, 0), INVALID_STATE),
                refused(CLOSE, account(SUSPENSE, NO_OVERDRAFT, OPEN, 0, 0), INVALID_STATE),
                done(CLOSE, account(ALICE, LIMIT, OPEN, 0, 0), CLOSED, LIMIT),
                done(CLOSE, account(ALICE, LIMIT, FROZEN, 0, 0), CLOSED, LIMIT));
    }

    static List<Row> changesOfTheLimit() {
        return List.of(
                refused(CHANGE, account(ALICE, WITHOUT_LIMIT, CLOSED, 0, 0), ACCOUNT_CLOSED),
                refused(CHANGE, account(SUSPENSE, LIMIT, CLOSED, 0, 0), ACCOUNT_CLOSED),
                refused(CHANGE, account(ALICE, WITHOUT_LIMIT, OPEN, 0, 0), INVALID_STATE),
                refused(CHANGE, account(SUSPENSE, NO_OVERDRAFT, OPEN, 0, 0), INVALID_STATE),
                done(CHANGE, account(ALICE, LIMIT, OPEN, 5, 4), OPEN, overdraft(30)),
                done(CHANGE, account(ALICE, overdraft(30), OPEN, 5, 4), OPEN, overdraft(30)),
                done(CHANGE, account(ALICE, LIMIT, OPEN, -400, 90), OPEN, overdraft(30)),
                done(CHANGE, account(ALICE, LIMIT, FROZEN, 5, 4), FROZEN, overdraft(30)));
    }

    @ParameterizedTest
    @MethodSource({"freezes", "unfreezes", "closings", "changesOfTheLimit"})
    void theFirstRuleThatIsBrokenRejects(Row row) {
        Account account = row.account();
        Accounts accounts = new Accounts(Map.of(account.key(), account), Map.of(), Map.of());
        Decision decision =
                accounts.decide(commanded(account.key().id().text(), 1, row.command(), 1));

        AccountEvent.CommandDecided event = ((Decision.Commanded) decision).event();
        assertThat(event.command().refusal()).isEqualTo(row.expected());
        assertThat(event.command().status())
                .isEqualTo(row.expected() == null ? CommandStatus.DONE : CommandStatus.REJECTED);
        assertThat(event.statusAfter()).isEqualTo(row.statusAfter());
        assertThat(event.limitAfter()).isEqualTo(row.limitAfter());

        accounts.apply(decision);
        Account after = accounts.find(account.key()).orElseThrow();
        assertThat(after.status()).isEqualTo(row.statusAfter());
        assertThat(after.overdraftLimit()).isEqualTo(row.limitAfter());
        assertThat(after.posted()).isEqualTo(account.posted());
        assertThat(after.held()).isEqualTo(account.held());
        assertThat(after.version()).isEqualTo(account.version() + 1);
    }

    private static Row refused(AccountCommand command, Account account, Refusal refusal) {
        return new Row(command, account, refusal, account.status(), account.overdraftLimit());
    }

    private static Row done(
            AccountCommand command, Account account, AccountStatus status, OverdraftLimit limit) {
        return new Row(command, account, null, status, limit);
    }
}
