package dev.kontor.account.domain;

import static dev.kontor.account.domain.Samples.EUR;
import static dev.kontor.account.domain.Samples.MAX;
import static dev.kontor.account.domain.Samples.NO_OVERDRAFT;
import static dev.kontor.account.domain.Samples.USD;
import static dev.kontor.account.domain.Samples.WITHOUT_LIMIT;
import static dev.kontor.account.domain.Samples.account;
import static dev.kontor.account.domain.Samples.instructed;
import static dev.kontor.account.domain.Samples.overdraft;
import static dev.kontor.events.model.AccountStatus.CLOSED;
import static dev.kontor.events.model.AccountStatus.FROZEN;
import static dev.kontor.events.model.AccountStatus.OPEN;
import static dev.kontor.events.model.Action.CAPTURE;
import static dev.kontor.events.model.Action.HOLD;
import static dev.kontor.events.model.Action.POST_CREDIT;
import static dev.kontor.events.model.Action.POST_DEBIT;
import static dev.kontor.events.model.Action.PROBE;
import static dev.kontor.events.model.Action.RELEASE;
import static dev.kontor.events.model.Action.RETURN;
import static dev.kontor.events.model.Action.SUSPENSE;
import static dev.kontor.events.model.Refusal.ACCOUNT_CLOSED;
import static dev.kontor.events.model.Refusal.ACCOUNT_FROZEN;
import static dev.kontor.events.model.Refusal.ACCOUNT_NOT_FOUND;
import static dev.kontor.events.model.Refusal.AMOUNT_OVERFLOW;
import static dev.kontor.events.model.Refusal.CURRENCY_MISMATCH;
import static dev.kontor.events.model.Refusal.INSUFFICIENT_FUNDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.Action;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.InstructionRecord.Instructed;
import dev.kontor.events.model.Outcome.Result;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.RequestKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The rules of money in their order. Each row breaks one rule, and those below it as far as it
/// can.
class RefusalsTest {
    private static final String ALICE = "alice";
    private static final String SUSPENSE_EUR = "suspense:EUR";
    private static final boolean UNCONDITIONAL = true;

    /// @param expected null: it is done
    record Row(
            Action action,
            @Nullable Account account,
            Currency currency,
            long minor,
            @Nullable Refusal expected) {

        Instructed instructed() {
            String named = account == null ? ALICE : account.key().id().text();
            return Samples.instructed(action, named, minor, currency, false, 1, 1);
        }
    }

    static Stream<Row> guardedDebitsAndHolds() {
        return Stream.of(POST_DEBIT, HOLD).flatMap(RefusalsTest::guarded);
    }

    private static Stream<Row> guarded(Action action) {
        return Stream.of(
                row(action, null, USD, MAX, ACCOUNT_NOT_FOUND),
                row(action, account(ALICE, NO_OVERDRAFT, CLOSED, -1, 1), USD, MAX, ACCOUNT_CLOSED),
                row(action, account(ALICE, NO_OVERDRAFT, FROZEN, -1, 1), USD, MAX, ACCOUNT_FROZEN),
                row(action, account(ALICE, NO_OVERDRAFT, OPEN, -1, 1), USD, MAX, CURRENCY_MISMATCH),
                row(action, account(ALICE, NO_OVERDRAFT, OPEN, -1, 0), EUR, MAX, AMOUNT_OVERFLOW),
                row(action, account(ALICE, NO_OVERDRAFT, OPEN, 0, 1), EUR, MAX, AMOUNT_OVERFLOW),
                row(action, account(ALICE, overdraft(MAX), OPEN, -1, 0), EUR, MAX, AMOUNT_OVERFLOW),
                row(action, account(ALICE, overdraft(MAX), OPEN, 0, 1), EUR, MAX, AMOUNT_OVERFLOW),
                row(action, account(ALICE, overdraft(MAX), OPEN, 0, 0), EUR, MAX, null),
                row(action, account(ALICE, overdraft(MAX), OPEN, 5, 5), EUR, MAX - 5, null),
                row(action, account(ALICE, NO_OVERDRAFT, OPEN, 9, 0), EUR, 10, INSUFFICIENT_FUNDS),
                row(action, account(ALICE, NO_OVERDRAFT, OPEN, 10, 1), EUR, 10, INSUFFICIENT_FUNDS),
                row(action, account(ALICE, overdraft(5), OPEN, 10, 6), EUR, 10, INSUFFICIENT_FUNDS),
                row(action, account(ALICE, overdraft(5), OPEN, -1, 5), EUR, 1, INSUFFICIENT_FUNDS),
                row(action, account(ALICE, overdraft(5), OPEN, 10, 5), EUR, 10, null),
                row(action, account(ALICE, NO_OVERDRAFT, OPEN, 10, 0), EUR, 10, null),
                row(action, account(ALICE, WITHOUT_LIMIT, OPEN, -MAX, 0), EUR, MAX, null),
                row(
                        action,
                        account(SUSPENSE_EUR, NO_OVERDRAFT, OPEN, 9, 0),
                        EUR,
                        10,
                        INSUFFICIENT_FUNDS),
                row(action, account(SUSPENSE_EUR, NO_OVERDRAFT, OPEN, 10, 0), EUR, 10, null));
    }

    static List<Row> holds() {
        return List.of(
                row(HOLD, account(ALICE, WITHOUT_LIMIT, OPEN, -MAX, MAX - 5), EUR, 5, null),
                row(
                        HOLD,
                        account(ALICE, WITHOUT_LIMIT, OPEN, -MAX, MAX - 5),
                        EUR,
                        6,
                        AMOUNT_OVERFLOW),
                row(
                        HOLD,
                        account(SUSPENSE_EUR, NO_OVERDRAFT, OPEN, 2 * MAX, MAX - 5),
                        EUR,
                        6,
                        AMOUNT_OVERFLOW),
                row(HOLD, account(SUSPENSE_EUR, NO_OVERDRAFT, OPEN, MAX, MAX - 5), EUR, 5, null),
                row(
                        HOLD,
                        account(SUSPENSE_EUR, NO_OVERDRAFT, OPEN, MAX - 1, MAX - 5),
                        EUR,
                        5,
                        INSUFFICIENT_FUNDS));
    }

    /// Whatever became of the account: what is held is there for this.
    static List<Row> captures() {
        return List.of(
                row(CAPTURE, account(ALICE, NO_OVERDRAFT, FROZEN, 0, 5), EUR, 5, null),
                row(CAPTURE, account(ALICE, NO_OVERDRAFT, OPEN, 5 - MAX, 5), EUR, 5, null),
                row(CAPTURE, account(ALICE, WITHOUT_LIMIT, OPEN, -MAX, 5), EUR, 4, null),
                row(CAPTURE, account(SUSPENSE_EUR, NO_OVERDRAFT, OPEN, 5, 5), EUR, 5, null));
    }

    static List<Row> releases() {
        return List.of(
                row(RELEASE, account(ALICE, NO_OVERDRAFT, FROZEN, 0, 5), EUR, 5, null),
                row(RELEASE, account(ALICE, NO_OVERDRAFT, OPEN, -MAX, 5), EUR, 4, null),
                row(RELEASE, account(ALICE, WITHOUT_LIMIT, OPEN, -MAX, MAX), EUR, MAX, null),
                row(RELEASE, account(SUSPENSE_EUR, NO_OVERDRAFT, OPEN, 5, 5), EUR, 5, null));
    }

    static List<Row> credits() {
        return List.of(
                row(POST_CREDIT, null, USD, MAX, ACCOUNT_NOT_FOUND),
                row(
                        POST_CREDIT,
                        account(SUSPENSE_EUR, NO_OVERDRAFT, CLOSED, MAX, 0),
                        USD,
                        MAX,
                        ACCOUNT_NOT_FOUND),
                row(
                        POST_CREDIT,
                        account(SUSPENSE_EUR, NO_OVERDRAFT, OPEN, 0, 0),
                        EUR,
                        1,
                        ACCOUNT_NOT_FOUND),
                row(
                        POST_CREDIT,
                        account(ALICE, NO_OVERDRAFT, CLOSED, MAX, 0),
                        USD,
                        MAX,
                        ACCOUNT_CLOSED),
                row(
                        POST_CREDIT,
                        account(ALICE, NO_OVERDRAFT, FROZEN, MAX, 0),
                        USD,
                        MAX,
                        CURRENCY_MISMATCH),
                row(
                        POST_CREDIT,
                        account(ALICE, NO_OVERDRAFT, FROZEN, 1, 0),
                        EUR,
                        MAX,
                        AMOUNT_OVERFLOW),
                row(
                        POST_CREDIT,
                        account(ALICE, overdraft(MAX), OPEN, MAX, 0),
                        EUR,
                        1,
                        AMOUNT_OVERFLOW),
                row(POST_CREDIT, account(ALICE, NO_OVERDRAFT, OPEN, MAX - 1, 0), EUR, 1, null),
                row(POST_CREDIT, account(ALICE, NO_OVERDRAFT, OPEN, 0, 0), EUR, MAX, null),
                row(POST_CREDIT, account(ALICE, NO_OVERDRAFT, FROZEN, 0, 0), EUR, 1, null),
                row(POST_CREDIT, account(ALICE, WITHOUT_LIMIT, OPEN, MAX, 0), EUR, MAX, null));
    }

    static List<Row> probes() {
        return List.of(
                row(PROBE, null, USD, MAX, ACCOUNT_NOT_FOUND),
                row(
                        PROBE,
                        account(SUSPENSE_EUR, NO_OVERDRAFT, CLOSED, MAX, 0),
                        USD,
                        MAX,
                        ACCOUNT_NOT_FOUND),
                row(PROBE, account(ALICE, NO_OVERDRAFT, CLOSED, MAX, 0), USD, MAX, ACCOUNT_CLOSED),
                row(
                        PROBE,
                        account(ALICE, NO_OVERDRAFT, FROZEN, MAX, 0),
                        USD,
                        MAX,
                        CURRENCY_MISMATCH));
    }

    static List<Row> returns() {
        return List.of(
                row(RETURN, account(ALICE, NO_OVERDRAFT, CLOSED, MAX, 0), EUR, MAX, ACCOUNT_CLOSED),
                row(RETURN, account(ALICE, NO_OVERDRAFT, FROZEN, 1, 0), EUR, MAX, AMOUNT_OVERFLOW),
                row(RETURN, account(ALICE, NO_OVERDRAFT, FROZEN, 0, 0), EUR, MAX, null),
                row(RETURN, account(ALICE, WITHOUT_LIMIT, OPEN, MAX, 0), EUR, MAX, null),
                row(RETURN, account(SUSPENSE_EUR, NO_OVERDRAFT, OPEN, MAX, 0), EUR, MAX, null));
    }

    static List<Row> suspenses() {
        return List.of(
                row(SUSPENSE, account(SUSPENSE_EUR, NO_OVERDRAFT, OPEN, 0, 0), EUR, 1, null),
                row(SUSPENSE, account(SUSPENSE_EUR, NO_OVERDRAFT, OPEN, MAX, 0), EUR, MAX, null));
    }

    @ParameterizedTest
    @MethodSource({
        "guardedDebitsAndHolds",
        "holds",
        "credits",
        "probes",
        "returns",
        "suspenses",
        "captures",
        "releases"
    })
    void theFirstRuleThatIsBrokenRefuses(Row row) {
        assertThat(refusal(accounts(row.account()).decide(row.instructed())))
                .isEqualTo(row.expected());
    }

    /// What cannot be, whatever the rules of money say.
    static Stream<Instructed> faults() {
        return Stream.of(
                instructed(POST_DEBIT, "nobody", 1, EUR, UNCONDITIONAL, 1, 1),
                instructed(POST_DEBIT, "limited", 1, EUR, UNCONDITIONAL, 1, 1),
                instructed(POST_DEBIT, "unlimited", 1, USD, UNCONDITIONAL, 1, 1),
                instructed(RETURN, "nobody", 1, EUR, false, 1, 1),
                instructed(RETURN, "limited", 1, USD, false, 1, 1),
                instructed(SUSPENSE, "limited", 1, EUR, false, 1, 1),
                instructed(SUSPENSE, "suspense:USD", 1, EUR, false, 1, 1),
                instructed(HOLD, "unlimited", 1, EUR, UNCONDITIONAL, 1, 1),
                instructed(CAPTURE, "nobody", 1, EUR, false, 1, 1),
                instructed(CAPTURE, "closed", 1, EUR, false, 1, 1),
                instructed(CAPTURE, "limited", 11, EUR, false, 1, 1),
                instructed(CAPTURE, "limited", 10, USD, false, 1, 1),
                instructed(CAPTURE, "unlimited", 1, EUR, UNCONDITIONAL, 1, 1),
                instructed(RELEASE, "nobody", 1, EUR, false, 1, 1),
                instructed(RELEASE, "closed", 1, EUR, false, 1, 1),
                instructed(RELEASE, "limited", 11, EUR, false, 1, 1),
                instructed(RELEASE, "limited", 10, USD, false, 1, 1),
                Samples.told(RELEASE, RequestKind.TRANSFER, 3, "limited", 1, 1),
                Samples.told(RELEASE, RequestKind.EXPIRY, 3, "limited", 1, 1),
                Samples.told(RELEASE, RequestKind.CAPTURE, 0, "limited", 1, 1),
                Samples.told(RELEASE, RequestKind.VOID, 0, "limited", 1, 1),
                Samples.told(RELEASE, RequestKind.REVERSAL, 0, "limited", 1, 1),
                Samples.told(CAPTURE, RequestKind.VOID, 3, "limited", 1, 1),
                Samples.told(POST_CREDIT, RequestKind.EXPIRY, 0, "limited", 1, 1),
                Samples.told(HOLD, RequestKind.CAPTURE, 3, "limited", 1, 1),
                Samples.told(PROBE, RequestKind.CAPTURE, 3, "limited", 1, 1));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatCannotBeHalts(Instructed instructed) {
        Account limited = account("limited", NO_OVERDRAFT, OPEN, 100, 10);
        Account unlimited = account("unlimited", WITHOUT_LIMIT, OPEN, 0, 0);
        Account closed = account("closed", NO_OVERDRAFT, CLOSED, 0, 0);
        Accounts accounts =
                new Accounts(
                        Map.of(
                                limited.key(),
                                limited,
                                unlimited.key(),
                                unlimited,
                                closed.key(),
                                closed),
                        Map.of(),
                        Map.of());
        assertThat(accounts.decide(instructed)).isInstanceOf(Decision.Broken.class);
    }

    private static Row row(
            Action action,
            @Nullable Account account,
            Currency currency,
            long minor,
            @Nullable Refusal expected) {
        return new Row(action, account, currency, minor, expected);
    }

    private static Accounts accounts(@Nullable Account account) {
        return new Accounts(
                account == null ? Map.of() : Map.of(account.key(), account), Map.of(), Map.of());
    }

    private static @Nullable Refusal refusal(Decision decision) {
        return switch (decision) {
            case Decision.Refused refused -> refusal(refused.outcome().result());
            case Decision.Probed probed -> refusal(probed.outcome().result());
            case Decision.Done _ -> null;
            case Decision.Repeated _,
                    Decision.Opened _,
                    Decision.Conflicted _,
                    Decision.AlreadyOpen _,
                    Decision.Commanded _,
                    Decision.CommandConflicted _,
                    Decision.AlreadyCommanded _,
                    Decision.NobodyToCommand _,
                    Decision.Broken _ ->
                    throw new AssertionError(decision);
        };
    }

    private static @Nullable Refusal refusal(Result result) {
        return result instanceof Result.Refused(Refusal refusal) ? refusal : null;
    }
}
