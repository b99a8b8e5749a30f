package dev.kontor.request.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Tenant;
import org.junit.jupiter.api.Test;

class HintTableTest {
    private static final AccountFacts EUR = facts("EUR", false, false);

    private final HintTable hints = new HintTable(42, 100_000);

    @Test
    void knowsNothingOfAccountsItWasNotTold() {
        hints.put(key("alice"), EUR);

        assertThat(hints.of(key("bob"))).isEmpty();
        assertThat(hints.of(new AccountKey(new Tenant("other"), new AccountId("alice")))).isEmpty();
    }

    @Test
    void tellsEachAccountsOwnFacts() {
        hints.put(key("a"), EUR);
        hints.put(key("b"), facts("JPY", true, false));
        hints.put(key("c"), facts("CZK", false, true));

        assertThat(hints.of(key("a"))).contains(EUR);
        assertThat(hints.of(key("b"))).contains(facts("JPY", true, false));
        assertThat(hints.of(key("c"))).contains(facts("CZK", false, true));
    }

    @Test
    void keepsAnAccountClosedForEver() {
        hints.put(key("a"), EUR);
        hints.put(key("a"), facts("EUR", false, true));
        hints.put(key("a"), EUR);

        assertThat(hints.of(key("a"))).contains(facts("EUR", false, true));
        assertThat(hints.size()).isEqualTo(1);
    }

    @Test
    void findsEveryAccountAfterManyHaveCome() {
        for (int i = 0; i < 100_000; i++) {
            hints.put(key("account-" + i), i % 2 == 0 ? EUR : facts("USD", i % 3 == 0, false));
        }

        assertThat(hints.size()).isEqualTo(100_000);
        for (int i = 0; i < 100_000; i++) {
            assertThat(hints.of(key("account-" + i)))
                    .contains(i % 2 == 0 ? EUR : facts("USD", i % 3 == 0, false));
        }
    }

    @Test
    void takesInNoMoreThanItHasRoomForButLearnsOfThoseItHas() {
        HintTable small = new HintTable(42, 2);
        small.put(key("a"), EUR);
        small.put(key("b"), EUR);
        small.put(key("c"), EUR);
        small.put(key("a"), facts("EUR", false, true));

        assertThat(small.isFull()).isTrue();
        assertThat(small.of(key("c"))).isEmpty();
        assertThat(small.of(key("a"))).contains(facts("EUR", false, true));
        assertThat(small.of(key("b"))).contains(EUR);
    }

    private static AccountKey key(String id) {
        return new AccountKey(Tenant.DEFAULT, new AccountId(id));
    }

    private static AccountFacts facts(String currency, boolean withoutLimit, boolean closed) {
        return new AccountFacts(Currency.of(currency), withoutLimit, closed);
    }
}
