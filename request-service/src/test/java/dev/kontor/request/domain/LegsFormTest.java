package dev.kontor.request.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.Tenant;
import dev.kontor.http.json.JsonObject;
import dev.kontor.http.problem.FieldError;
import dev.kontor.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegsFormTest {
    private static final String PAYER =
            """
            {"account": "alice", "direction": "debit", "amount": 10, "currency": "EUR"}\
            """;
    private static final String PAYEE =
            """
            {"account": "bob", "direction": "credit", "amount": 9, "currency": "EUR"}\
            """;
    private static final String FEE =
            """
            {"account": "fees", "direction": "credit", "amount": 1, "currency": "EUR"}\
            """;
    private static final String SOUND = legs(PAYER, PAYEE, FEE);

    /// What is wrong, the field to blame, and its code.
    private static final String MALFORMED =
            """
            "amount": 9|"amount": 0|legs[1].amount|out_of_range
            "amount": 9|"amount": 9.0|legs[1].amount|wrong_type
            "amount": 9|"amount": "9"|legs[1].amount|wrong_type
            "amount": 9|"amount": 9007199254740992|legs[1].amount|out_of_range
            "amount": 9|"a": 9|legs[1].amount|required
            "amount": 9|"amount": 9, "x": 1|legs[1].x|unknown
            "amount": 9|"amount": 9, "amount": 9|legs[1].amount|duplicate
            "amount": 9|"amount": 8|legs|unbalanced
            "amount": 9|"amount": 10|legs|unbalanced
            "amount": 9, "currency": "EUR"|"amount": 9, "currency": "USD"|legs|unbalanced
            9, "currency": "EUR"|9, "currency": "eur"|legs[1].currency|invalid_format
            "direction": "debit"|"direction": "credit"|legs|unbalanced
            "direction": "debit"|"direction": "DEBIT"|legs[0].direction|invalid_format
            "direction": "debit"|"direction": null|legs[0].direction|required
            "account": "bob"|"account": ""|legs[1].account|invalid_format
            "account": "bob"|"account": "suspense:EUR"|legs[1].account|not_allowed
            "account": "bob"|"account": 7|legs[1].account|wrong_type
            "legs": [|"legs": [7, |legs[0]|wrong_type
            "legs": [|"amount": 10, "legs": [|amount|not_allowed
            "legs": [|"currency": "EUR", "legs": [|currency|not_allowed
            "legs": [|"debit_account": "alice", "legs": [|debit_account|not_allowed
            "legs": [|"credit_account": "bob", "legs": [|credit_account|not_allowed
            """;

    @Test
    void readsLegsInTheirOrder() {
        assertThat(accept(SOUND))
                .containsExactly(
                        leg("alice", Direction.DEBIT, 10, "EUR"),
                        leg("bob", Direction.CREDIT, 9, "EUR"),
                        leg("fees", Direction.CREDIT, 1, "EUR"));
    }

    @Test
    void takesSeveralCurrenciesEachInBalance() {
        String exchange =
                legs(
                        PAYER,
                        PAYER.replace("alice", "bank").replace("debit", "credit"),
                        PAYER.replace("alice", "bank").replace("EUR", "USD").replace("10", "11"),
                        PAYEE.replace("bob", "alice").replace("EUR", "USD").replace("9", "11"));

        assertThat(accept(exchange)).hasSize(4);
        assertThat(
                        errors(
                                exchange.replace(
                                        "\"debit\", \"amount\": 11", "\"debit\", \"amount\": 12")))
                .containsExactly(
                        new FieldError(
                                "legs",
                                "unbalanced",
                                "must be balanced in USD, debits minus credits are 1"));
    }

    @Test
    void takesOneAccountTwiceOnlyAmongMoreThanTwoLegs() {
        String two = legs(PAYER, PAYER.replace("debit", "credit"));

        assertThat(errors(two))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("legs[1].account", "not_allowed"));
        assertThat(accept(SOUND.replace("bob", "alice"))).hasSize(3);
    }

    @Test
    void takes2To1000Legs() {
        String credits = "%s, ".formatted(FEE).repeat(998) + FEE;
        String thousand = legs(PAYER.replace("10", "999"), credits);

        assertThat(accept(thousand)).hasSize(1_000);
        assertThat(errors(legs(PAYER.replace("10", "1000"), credits, FEE)))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("legs", "too_many"));
        assertThat(errors(legs(PAYER)))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("legs", "out_of_range"));
        assertThat(errors(legs()))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("legs", "out_of_range"));
    }

    @Test
    void addsUpTheLargestAmounts() {
        String largest = PAYER.replace("10", "9007199254740991");
        String debits =
                IntStream.range(0, 999).mapToObj(_ -> largest).collect(Collectors.joining(", "));

        assertThat(errors(legs(debits, FEE)))
                .extracting(FieldError::code)
                .containsExactly("unbalanced");
    }

    @Test
    void takesLegsThatAreNullForLeftOut() {
        String body =
                """
                {"legs": null, "debit_account": "a", "credit_account": "b", "amount": 1,
                 "currency": "EUR"}\
                """;

        assertThat(accept(body)).hasSize(2);
        assertThat(accept("{\"amount\": null, " + SOUND.substring(1))).hasSize(3);
        assertThat(errors("{\"legs\": null}"))
                .extracting(FieldError::field)
                .containsExactly("debit_account", "credit_account", "amount", "currency");
    }

    @Test
    void stampsEachLegWithWhatIsKnownOfItsAccount() {
        AccountFacts known = new AccountFacts(Currency.of("EUR"), true, false);
        JsonObject body = json(SOUND);
        LegsForm form = LegsForm.read(body);
        List<Leg> legs =
                form.accept(
                        Tenant.DEFAULT,
                        key ->
                                key.id().text().equals("fees")
                                        ? Optional.of(known)
                                        : Optional.empty());

        assertThat(legs).extracting(Leg::hint).containsExactly(null, null, known);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = MALFORMED)
    void refusesWhatIsMalformedByTheNameOfItsField(
            String sound, String replacement, String field, String code) {
        assertThat(errors(SOUND.replace(sound, replacement)))
                .extracting(FieldError::field, FieldError::code)
                .contains(tuple(field, code));
    }

    @Test
    void callsUnbalancedOnlyWhatIsWellFormed() {
        assertThat(errors(SOUND.replace("\"amount\": 9", "\"amount\": 0")))
                .extracting(FieldError::field)
                .containsExactly("legs[1].amount");
    }

    private static String legs(String... legs) {
        return "{\"legs\": [" + String.join(", ", legs) + "]}";
    }

    private static Leg leg(String account, Direction direction, long minor, String currency) {
        return new Leg(
                new AccountId(account), direction, new Money(minor, Currency.of(currency)), null);
    }

    private static List<Leg> accept(String text) {
        JsonObject body = json(text);
        LegsForm form = LegsForm.read(body);
        form.check();
        body.finish();
        return form.accept(Tenant.DEFAULT, _ -> Optional.empty());
    }

    private static List<FieldError> errors(String body) {
        return catchThrowableOfType(ProblemException.class, () -> accept(body)).problem().errors();
    }

    private static JsonObject json(String body) {
        return JsonObject.parse(body.getBytes(StandardCharsets.UTF_8));
    }
}
