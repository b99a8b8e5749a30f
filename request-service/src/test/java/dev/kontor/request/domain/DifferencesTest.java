package dev.kontor.request.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferRequest;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void seesNoneInWhatWeStampOrInWhenItWasSent() {
        AccountFacts known = new AccountFacts(Currency.of("EUR"), false, false);
        TransferRequest plain = transfer(leg("a", 1, "EUR", null), "b", null);
        TransferRequest stamped = transfer(leg("a", 1, "EUR", known), "b", null);

        assertThat(Differences.between(plain, stamped)).isEmpty();
    }

    @Test
    void namesTheFieldsOfTheTwoAccountForm() {
        TransferRequest recorded = transfer(leg("a", 1, "EUR", null), "b", null);

        assertThat(Differences.between(recorded, transfer(leg("a", 2, "EUR", null), "b", null)))
                .containsExactly("amount");
        assertThat(Differences.between(recorded, transfer(leg("x", 1, "USD", null), "y", "z")))
                .containsExactly("currency", "debit_account", "credit_account", "description");
    }

    @Test
    void namesTheLegsWhereOneHasOtherLegsThanTwoAccounts() {
        TransferRequest recorded = transfer(leg("a", 1, "EUR", null), "b", null);
        List<Leg> turned = List.of(recorded.legs().getLast(), recorded.legs().getFirst());

        assertThat(Differences.between(request(turned, null), recorded)).containsExactly("legs");
    }

    @Test
    void namesTheFieldsOfAnOpening() {
        OpenAccount recorded = opening("EUR", new OverdraftLimit.Limited(0));

        assertThat(Differences.between(recorded, opening("EUR", new OverdraftLimit.Limited(0))))
                .isEmpty();
        assertThat(Differences.between(recorded, opening("USD", new OverdraftLimit.Unlimited())))
                .containsExactly("currency", "overdraft_limit");
    }

    @Test
    void namesTheFieldsOfACommandOnATransfer() {
        TransferCommand capture = new TransferCommand.Capture(5L, true);
        TransferCommand reversal = new TransferCommand.Reversal(5L, "late");

        assertThat(Differences.between(capture, new TransferCommand.Capture(5L, true))).isEmpty();
        assertThat(Differences.between(capture, new TransferCommand.Capture(null, false)))
                .containsExactly("amount", "final");
        assertThat(Differences.between(capture, reversal)).containsExactly("kind", "reason");
        assertThat(Differences.between(capture, new TransferCommand.Void()))
                .containsExactly("kind", "amount");
        assertThat(Differences.between(reversal, new TransferCommand.Reversal(6L, null)))
                .containsExactly("amount", "reason");
    }

    @Test
    void namesTheFieldsOfACommandOnAnAccount() {
        AccountCommand freeze = new AccountCommand.Freeze("stolen");
        AccountCommand limit = new AccountCommand.ChangeOverdraftLimit(5);

        assertThat(Differences.between(freeze, new AccountCommand.Freeze("stolen"))).isEmpty();
        assertThat(Differences.between(freeze, new AccountCommand.Unfreeze("stolen")))
                .containsExactly("kind");
        assertThat(Differences.between(freeze, new AccountCommand.Close(null)))
                .containsExactly("kind", "reason");
        assertThat(Differences.between(limit, new AccountCommand.ChangeOverdraftLimit(6)))
                .containsExactly("overdraft_limit");
        assertThat(Differences.between(limit, freeze))
                .containsExactly("kind", "reason", "overdraft_limit");
    }

    private static OpenAccount opening(String currency, OverdraftLimit limit) {
        return new OpenAccount(Currency.of(currency), limit, new TreeMap<>(), NOW);
    }

    private static TransferRequest transfer(
            Leg debit, String creditAccount, @Nullable String description) {
        Leg credit = new Leg(new AccountId(creditAccount), Direction.CREDIT, debit.amount(), null);
        return request(List.of(debit, credit), description);
    }

    private static TransferRequest request(List<Leg> legs, @Nullable String description) {
        return new TransferRequest(
                legs, Capture.AUTOMATIC, null, null, NOW, NOW, description, new TreeMap<>());
    }

    private static Leg leg(
            String account, long minor, String currency, @Nullable AccountFacts hint) {
        return new Leg(
                new AccountId(account),
                Direction.DEBIT,
                new Money(minor, Currency.of(currency)),
                hint);
    }
}
