package dev.kontor.request.domain;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.http.json.JsonObject;
import dev.kontor.http.problem.FieldErrorCode;
import dev.kontor.http.request.Forms;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The legs of a transfer as a client wrote them: as two accounts, or as a list.
final class LegsForm {
    private static final String LEGS = "legs";
    private static final String DEBIT_ACCOUNT = "debit_account";
    private static final String CREDIT_ACCOUNT = "credit_account";
    private static final String AMOUNT = "amount";
    private static final String CURRENCY = "currency";
    private static final int MIN_LEGS = 2;

    private final JsonObject body;
    private final List<Written> legs;

    private LegsForm(JsonObject body, List<Written> legs) {
        this.body = body;
        this.legs = legs;
    }

    static LegsForm read(JsonObject body) {
        boolean listed = body.has(LEGS) && !body.isNull(LEGS);
        return new LegsForm(body, listed ? list(body) : twoAccounts(body));
    }

    /// Takes note of what is wrong beyond the form of single fields.
    void check() {
        legs.stream()
                .filter(leg -> leg.account().filter(AccountId::isReserved).isPresent())
                .forEach(leg ->
                        leg.refuseAccount("must not be one of the reserved accounts suspense:…"));
        checkAccountsDiffer();
        checkBalance();
    }

    /// To be called when nothing is wrong.
    List<Leg> accept(Tenant tenant, Hints hints) {
        return legs.stream().map(leg -> leg.accept(tenant, hints)).toList();
    }

    private static List<Written> twoAccounts(JsonObject body) {
        Optional<AccountId> debit = body.required(DEBIT_ACCOUNT, Forms::accountId);
        Optional<AccountId> credit = body.required(CREDIT_ACCOUNT, Forms::accountId);
        OptionalLong amount = body.requiredWholeNumber(AMOUNT, 1, Money.MAX_MINOR);
        Optional<Currency> currency = body.required(CURRENCY, Forms::currency);
        return List.of(
                new Written(
                        body, DEBIT_ACCOUNT, debit, Optional.of(Direction.DEBIT), amount, currency),
                new Written(
                        body,
                        CREDIT_ACCOUNT,
                        credit,
                        Optional.of(Direction.CREDIT),
                        amount,
                        currency));
    }

    private static List<Written> list(JsonObject body) {
        for (String field : List.of(DEBIT_ACCOUNT, CREDIT_ACCOUNT, AMOUNT, CURRENCY)) {
            if (body.has(field) && !body.isNull(field)) {
                body.errors()
                        .add(
                                body.path(field),
                                FieldErrorCode.NOT_ALLOWED,
                                "must be left out where there are legs");
            }
        }
        return body.objects(LEGS, MIN_LEGS, TransferRequest.MAX_LEGS).stream()
                .map(LegsForm::element)
                .toList();
    }

    private static Written element(JsonObject leg) {
        return new Written(
                leg,
                "account",
                leg.required("account", Forms::accountId),
                leg.requiredOneOf("direction", Direction.class),
                leg.requiredWholeNumber(AMOUNT, 1, Money.MAX_MINOR),
                leg.required(CURRENCY, Forms::currency));
    }

    /// Of more legs, several may be of one account.
    private void checkAccountsDiffer() {
        if (legs.size() != 2) {
            return;
        }
        Optional<AccountId> first = legs.getFirst().account();
        if (first.isPresent() && first.equals(legs.getLast().account())) {
            legs.getLast().refuseAccount("must not be the account of the other leg");
        }
    }

    /// Last and only if nothing is wrong: of what cannot be read nobody knows what it would add up
    /// to. A thousand of the largest amounts still fit a `long`.
    private void checkBalance() {
        if (!body.errors().isEmpty()) {
            return;
        }
        Map<Currency, Long> debitsMinusCredits = new LinkedHashMap<>();
        for (Written leg : legs) {
            debitsMinusCredits.merge(leg.currency().orElseThrow(), leg.signedMinor(), Long::sum);
        }
        debitsMinusCredits.forEach((currency, difference) -> {
            if (difference != 0) {
                body.errors()
                        .add(
                                body.path(LEGS),
                                FieldErrorCode.UNBALANCED,
                                "must be balanced in %s, debits minus credits are %d"
                                        .formatted(currency.code(), difference));
            }
        });
    }

    /// @param in the object whose fields these are
    /// @param accountField the name of the account's in it
    private record Written(
            JsonObject in,
            String accountField,
            Optional<AccountId> account,
            Optional<Direction> direction,
            OptionalLong amount,
            Optional<Currency> currency) {

        void refuseAccount(String detail) {
            in.errors().add(in.path(accountField), FieldErrorCode.NOT_ALLOWED, detail);
        }

        long signedMinor() {
            return switch (direction.orElseThrow()) {
                case DEBIT -> amount.orElseThrow();
                case CREDIT -> -amount.orElseThrow();
            };
        }

        Leg accept(Tenant tenant, Hints hints) {
            AccountId id = account.orElseThrow();
            return new Leg(
                    id,
                    direction.orElseThrow(),
                    new Money(amount.orElseThrow(), currency.orElseThrow()),
                    hints.of(new AccountKey(tenant, id)).orElse(null));
        }
    }
}
