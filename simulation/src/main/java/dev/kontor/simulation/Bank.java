package dev.kontor.simulation;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Tenant;
import java.util.ArrayList;
import java.util.List;

/// The accounts that the clients of one simulation know of, and how they would open them.
final class Bank {
    private static final List<String> CODES = List.of("EUR", "USD", "JPY", "KWD");

    private final List<Currency> currencies = new ArrayList<>();
    private final List<Plan> plans = new ArrayList<>();

    /// @param opened whether anybody ever opens it
    record Plan(AccountId id, Currency currency, OverdraftLimit limit, boolean opened) {
        AccountKey key() {
            return new AccountKey(Tenant.DEFAULT, id);
        }
    }

    Bank(Dice dice) {
        int count = 1 + dice.below(3);
        for (String code : CODES.subList(0, count)) {
            currencies.add(Currency.of(code));
        }
        for (Currency currency : currencies) {
            add("world-" + currency, currency, new OverdraftLimit.Unlimited(), true);
            add("fee-" + currency, currency, new OverdraftLimit.Unlimited(), true);
            int limited = 2 + dice.below(6 / count + 2);
            for (int i = 0; i < limited; i++) {
                long minor = dice.chance(300) ? dice.below(300) : 0;
                add(currency + "-" + i, currency, new OverdraftLimit.Limited(minor), true);
            }
            // These stay empty most of the time, so that they can be closed.
            for (int i = 0; i < 3; i++) {
                add("till-" + currency + i, currency, new OverdraftLimit.Limited(0), true);
            }
            add("ghost-" + currency, currency, new OverdraftLimit.Limited(0), false);
        }
    }

    private void add(String id, Currency currency, OverdraftLimit limit, boolean opened) {
        plans.add(new Plan(new AccountId(id), currency, limit, opened));
    }

    List<Currency> currencies() {
        return currencies;
    }

    List<Plan> plans() {
        return plans;
    }

    List<Plan> of(Currency currency) {
        return plans.stream().filter(plan -> plan.currency().equals(currency)).toList();
    }
}
