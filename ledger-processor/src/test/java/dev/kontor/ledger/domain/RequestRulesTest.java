package dev.kontor.ledger.domain;

import static dev.kontor.events.model.Refusal.ACCOUNT_CLOSED;
import static dev.kontor.events.model.Refusal.ACCOUNT_FROZEN;
import static dev.kontor.events.model.Refusal.ACCOUNT_NOT_FOUND;
import static dev.kontor.events.model.Refusal.AMOUNT_OVERFLOW;
import static dev.kontor.events.model.Refusal.CURRENCY_MISMATCH;
import static dev.kontor.events.model.Refusal.EXPIRED;
import static dev.kontor.events.model.Refusal.INSUFFICIENT_FUNDS;
import static dev.kontor.ledger.Sample.CLOSED;
import static dev.kontor.ledger.Sample.EUR;
import static dev.kontor.ledger.Sample.IN_DOLLARS;
import static dev.kontor.ledger.Sample.NOON;
import static dev.kontor.ledger.Sample.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Instruction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.ledger.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Why a request is rejected, in the order of the API: each row also breaks the rules below its
/// own, as far as they can be broken together.
///
/// The order is that of one side. Payees come before payers (decision 005), and the expiry comes
/// before a payer is asked; what a payer is asked it answers by the order of its account, for which
/// see account-service. Of the two accounts of a side one breaks the rule, the other one below it.
class RequestRulesTest {
    private static final AccountFacts CLOSED_IN_DOLLARS =
            new AccountFacts(Currency.of("USD"), false, true);
    private static final Instant IN_TIME = NOON.plusNanos(1_000);
    private static final List<Known> FINE = List.of(says(null), says(null));

    /// In the order of the API.
    private static final List<Refusal> OF_A_PAYER =
            List.of(
                    ACCOUNT_NOT_FOUND,
                    ACCOUNT_CLOSED,
                    ACCOUNT_FROZEN,
                    CURRENCY_MISMATCH,
                    AMOUNT_OVERFLOW,
                    INSUFFICIENT_FUNDS);

    private final Life life = new Life();

    /// What is known of an account, and what it says when it is asked.
    ///
    /// @param hint null: it is probed if it is to be paid
    /// @param answer of a guarded debit or a probe; null: it agrees
    record Known(@Nullable AccountFacts hint, @Nullable Refusal answer) {}

    /// @param payers of legs 0 and 1: a and b
    /// @param payees of legs 2 and 3: x and y
    /// @param expiresAt null: captured by itself, so it never expires
    /// @param expected null: nothing stands against it
    record Row(
            List<Known> payers,
            List<Known> payees,
            @Nullable Instant expiresAt,
            @Nullable Rejection expected) {}

    /// All that can be known of the payers is broken as well, and the expiry.
    static Stream<Row> payees() {
        return Stream.of(
                payees(says(ACCOUNT_CLOSED), says(ACCOUNT_NOT_FOUND), ACCOUNT_NOT_FOUND, "y"),
                payees(hinted(CLOSED), says(ACCOUNT_NOT_FOUND), ACCOUNT_NOT_FOUND, "y"),
                payees(hinted(IN_DOLLARS), says(ACCOUNT_NOT_FOUND), ACCOUNT_NOT_FOUND, "y"),
                payees(says(ACCOUNT_NOT_FOUND), says(ACCOUNT_NOT_FOUND), ACCOUNT_NOT_FOUND, "x"),
                payees(says(CURRENCY_MISMATCH), says(ACCOUNT_CLOSED), ACCOUNT_CLOSED, "y"),
                payees(hinted(IN_DOLLARS), hinted(CLOSED_IN_DOLLARS), ACCOUNT_CLOSED, "y"),
                payees(hinted(IN_DOLLARS), says(ACCOUNT_CLOSED), ACCOUNT_CLOSED, "y"),
                payees(says(CURRENCY_MISMATCH), hinted(CLOSED), ACCOUNT_CLOSED, "y"),
                payees(says(ACCOUNT_CLOSED), hinted(CLOSED), ACCOUNT_CLOSED, "x"),
                payees(hinted(OPEN), hinted(IN_DOLLARS), CURRENCY_MISMATCH, "y"),
                payees(says(null), says(CURRENCY_MISMATCH), CURRENCY_MISMATCH, "y"),
                payees(hinted(IN_DOLLARS), hinted(IN_DOLLARS), CURRENCY_MISMATCH, "x"));
    }

    /// Nobody is asked whether it pays once a payer is known not to.
    static Stream<Row> knownPayers() {
        return Stream.of(
                payers(hinted(IN_DOLLARS), hinted(CLOSED_IN_DOLLARS), ACCOUNT_CLOSED, "b"),
                payers(hinted(IN_DOLLARS), hinted(CLOSED), ACCOUNT_CLOSED, "b"),
                payers(says(ACCOUNT_NOT_FOUND), hinted(CLOSED), ACCOUNT_CLOSED, "b"),
                payers(hinted(CLOSED), hinted(CLOSED), ACCOUNT_CLOSED, "a"),
                payers(hinted(OPEN), hinted(IN_DOLLARS), CURRENCY_MISMATCH, "b"),
                payers(says(ACCOUNT_NOT_FOUND), hinted(IN_DOLLARS), CURRENCY_MISMATCH, "b"),
                payers(hinted(IN_DOLLARS), hinted(IN_DOLLARS), CURRENCY_MISMATCH, "a"));
    }

    /// Nobody is asked whether it pays for what is expired already.
    static Stream<Row> expiry() {
        List<Known> poor = List.of(says(ACCOUNT_NOT_FOUND), says(INSUFFICIENT_FUNDS));
        return Stream.of(
                new Row(poor, FINE, NOON.minusSeconds(1), new Rejection(EXPIRED, null)),
                new Row(poor, FINE, NOON, new Rejection(EXPIRED, null)),
                new Row(FINE, FINE, NOON, new Rejection(EXPIRED, null)),
                new Row(FINE, FINE, IN_TIME, null),
                new Row(FINE, FINE, null, null));
    }

    /// What payers say when they are asked, automatic and manual: the other one breaks each rule
    /// below.
    static Stream<Row> payers() {
        List<Row> rows = new ArrayList<>();
        for (Instant expiresAt : Arrays.asList(null, IN_TIME)) {
            for (int i = 0; i < OF_A_PAYER.size(); i++) {
                Refusal told = OF_A_PAYER.get(i);
                rows.add(payers(says(null), says(told), expiresAt, told, "b"));
                rows.add(payers(says(told), says(told), expiresAt, told, "a"));
                for (Refusal below : OF_A_PAYER.subList(i + 1, OF_A_PAYER.size())) {
                    rows.add(payers(says(below), says(told), expiresAt, told, "b"));
                }
            }
        }
        return rows.stream();
    }

    @ParameterizedTest
    @MethodSource({"payees", "knownPayers", "expiry", "payers"})
    void rejectsForTheFirstRuleThatIsBroken(Row row) {
        List<Known> known = Stream.concat(row.payers().stream(), row.payees().stream()).toList();
        life.requested(request(row, known));
        while (!Instructions.outstanding(life.transfer()).isEmpty()) {
            Instruction told = Instructions.outstanding(life.transfer()).getFirst();
            Refusal answer = known.get(told.id().leg()).answer();
            if (answer == null || told.id().action() == Action.RELEASE) {
                life.agrees(told.id().leg());
            } else {
                life.refuses(told.id().leg(), answer);
            }
        }
        assertThat(life.snapshot().rejection()).isEqualTo(row.expected());
        assertThat(life.snapshot().status()).isEqualTo(statusAfter(row));
        if (row.expected() != null) {
            assertThat(life.moved()).containsOnly(0L);
        }
    }

    private static TransferStatus statusAfter(Row row) {
        if (row.expected() != null) return TransferStatus.REJECTED;
        return row.expiresAt() == null ? TransferStatus.POSTED : TransferStatus.AUTHORIZED;
    }

    private static TransferRequest request(Row row, List<Known> known) {
        List<Leg> legs = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            Direction direction = i < 2 ? Direction.DEBIT : Direction.CREDIT;
            AccountId account = new AccountId(List.of("a", "b", "x", "y").get(i));
            legs.add(new Leg(account, direction, new Money(10, EUR), known.get(i).hint()));
        }
        return row.expiresAt() == null
                ? Sample.automatic(legs.toArray(Leg[]::new))
                : Sample.manual(row.expiresAt(), legs.toArray(Leg[]::new));
    }

    private static Row payees(Known x, Known y, Refusal told, String account) {
        List<Known> payers = List.of(hinted(CLOSED_IN_DOLLARS), hinted(CLOSED_IN_DOLLARS));
        return new Row(payers, List.of(x, y), NOON, rejection(told, account));
    }

    /// Expired as well.
    private static Row payers(Known a, Known b, Refusal told, String account) {
        return payers(a, b, NOON, told, account);
    }

    private static Row payers(
            Known a, Known b, @Nullable Instant expiresAt, Refusal told, String account) {
        return new Row(List.of(a, b), FINE, expiresAt, rejection(told, account));
    }

    private static Rejection rejection(Refusal told, String account) {
        return new Rejection(told, new AccountId(account));
    }

    private static Known hinted(AccountFacts hint) {
        return new Known(hint, null);
    }

    private static Known says(@Nullable Refusal answer) {
        return new Known(null, answer);
    }
}
