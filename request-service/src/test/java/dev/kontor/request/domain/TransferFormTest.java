package dev.kontor.request.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.kontor.events.model.AccountFacts;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.http.json.JsonObject;
import dev.kontor.http.problem.FieldError;
import dev.kontor.http.problem.Problem;
import dev.kontor.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransferFormTest {
    private static final String ID = "01990000-0000-7000-8000-0000000000aa";
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Hints NO_HINTS = _ -> Optional.empty();
    private static final Money MONEY = new Money(1250, Currency.of("EUR"));
    private static final String PLAIN =
            """
            {"id": "01990000-0000-7000-8000-0000000000aa", "debit_account": "alice",
             "credit_account": "bob", "amount": 1250, "currency": "EUR"}\
            """;

    /// What is wrong, the field to blame, and its code.
    private static final String MALFORMED =
            """
            "amount": 1250|"amount": 0|amount|out_of_range
            "amount": 1250|"amount": -1|amount|out_of_range
            "amount": 1250|"amount": 5.9|amount|wrong_type
            "amount": 1250|"amount": 5.0|amount|wrong_type
            "amount": 1250|"amount": 1e2|amount|wrong_type
            "amount": 1250|"amount": "7"|amount|wrong_type
            "amount": 1250|"amount": 1e400|amount|wrong_type
            "amount": 1250|"amount": 9007199254740992|amount|out_of_range
            "amount": 1250|"amount": 9223372036854775808|amount|out_of_range
            "amount": 1250|"amount": null|amount|required
            "amount": 1250|"amount": true|amount|wrong_type
            "amount": 1250|"amount": 1, "amount": 2|amount|duplicate
            "currency": "EUR"|"currency": "eur"|currency|invalid_format
            "currency": "EUR"|"currency": "XXX"|currency|invalid_format
            "currency": "EUR"|"currency": ""|currency|invalid_format
            "currency": "EUR"|"currency": 978|currency|wrong_type
            "debit_account": "alice"|"debit_account": ""|debit_account|invalid_format
            "debit_account": "alice"|"debit_account": "-alice"|debit_account|invalid_format
            "debit_account": "alice"|"debit_account": "\\u0430lice"|debit_account|invalid_format
            "debit_account": "alice"|"debit_account": "al\\u0000ice"|debit_account|invalid_character
            "debit_account": "alice"|"debit_account": "bob"|credit_account|not_allowed
            "debit_account": "alice"|"debit_account": "suspense:EUR"|debit_account|not_allowed
            "credit_account": "bob"|"credit_account": "suspense:EUR"|credit_account|not_allowed
            "credit_account": "bob"|"credit_account": null|credit_account|required
            "credit_account": "bob"|"creditor": "bob"|creditor|unknown
            }|, "x": 1}|x|unknown
            }|, "capture": "no"}|capture|invalid_format
            }|, "happened_at": "now"}|happened_at|invalid_format
            }|, "sent_at": 1}|sent_at|wrong_type
            }|, "expires_at": "2026-02-30T00:00:00Z"}|expires_at|invalid_format
            }|, "expires_at": "2026-02-01T00:00:00Z"}|expires_at|not_allowed
            }|, "happened_at": "0000-12-31T00:00:00Z"}|happened_at|invalid_format
            }|, "metadata": {"a": 1}}|metadata.a|wrong_type
            }|, "description": "\\uD800"}|description|invalid_character
            """;

    @Test
    void readsTheTwoAccountFormAsTwoLegs() {
        TransferRequest request = accept(PLAIN);

        assertThat(request.legs())
                .containsExactly(
                        new Leg(new AccountId("alice"), Direction.DEBIT, MONEY, null),
                        new Leg(new AccountId("bob"), Direction.CREDIT, MONEY, null));
        assertThat(request.capture()).isEqualTo(Capture.AUTOMATIC);
        assertThat(request.receivedAt()).isEqualTo(NOW);
        assertThat(request.description()).isNull();
        assertThat(request.metadata()).isEmpty();
    }

    @Test
    void takesNullForLeftOut() {
        String body = with("\"expires_at\": null, \"description\": null, \"metadata\": null");

        assertThat(accept(body)).isEqualTo(accept(PLAIN));
    }

    @Test
    void readsWhatElseCanBeSaid() {
        TransferRequest request =
                accept(
                        with(
                                """
                                "capture": "automatic", "description": "lunch",
                                "happened_at": "2026-01-01T10:00:00.5+01:00",
                                "sent_at": "2026-01-01T11:00:00Z",
                                "metadata": {"b": "2", "a": "1"}\
                                """));

        assertThat(request.happenedAt()).isEqualTo(Instant.parse("2026-01-01T09:00:00.5Z"));
        assertThat(request.effectiveAt()).isEqualTo(Instant.parse("2026-01-01T10:00:00.5Z"));
        assertThat(request.description()).isEqualTo("lunch");
        assertThat(request.metadata()).isEqualTo(Map.of("a", "1", "b", "2"));
    }

    @Test
    void stampsWhatIsKnownOfTheAccounts() {
        AccountFacts bob = new AccountFacts(Currency.of("EUR"), true, false);
        TransferRequest request =
                read(PLAIN)
                        .accept(
                                Tenant.DEFAULT,
                                NOW,
                                key ->
                                        key.toString().equals("default/bob")
                                                ? Optional.of(bob)
                                                : Optional.empty());

        assertThat(request.legs()).extracting(Leg::hint).containsExactly(null, bob);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = MALFORMED)
    void refusesWhatIsMalformedByTheNameOfItsField(
            String plain, String replacement, String field, String code) {
        assertThat(refusal(PLAIN.replace(plain, replacement)).errors())
                .extracting(FieldError::field, FieldError::code)
                .contains(tuple(field, code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1990000-0000-7000-8000-0000000000aa",
                "019900000000700080000000000000aa",
                "{01990000-0000-7000-8000-0000000000aa}",
                "01990000-0000-7000-8000-0000000000ag",
                "01990000-0000-7000-8000-0000000000aa ",
                "०1990000-0000-7000-8000-0000000000aa",
                "1-1-1-1-1"
            })
    void refusesIdsThatAreNoUuidOf36Characters(String id) {
        assertThat(refusal(PLAIN.replace(ID, id)).errors())
                .extracting(FieldError::field)
                .containsExactly("id");
    }

    @Test
    void bringsIdsToLowerCase() {
        assertThat(read(PLAIN.replace(ID, "01990000-0000-7000-8000-0000000000AA")).id())
                .hasValueSatisfying(id -> assertThat(id).hasToString(ID));
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        Problem refusal = refusal("{\"id\": \"x\", \"amount\": 0, \"y\": null, \"legs\": null}");

        assertThat(refusal.errors()).extracting(FieldError::field).contains("id", "amount", "y");
        assertThat(refusal("{}").errors())
                .extracting(FieldError::field)
                .containsExactly("id", "debit_account", "credit_account", "amount", "currency");
    }

    @Test
    void refusesTextsThatAreTooLong() {
        assertThat(accept(with("\"description\": \"" + "ä".repeat(500) + "\"")).description())
                .hasSize(500);
        assertThat(refusal(with("\"description\": \"" + "a".repeat(501) + "\"")).errors())
                .containsExactly(
                        new FieldError(
                                "description", "too_long", "must have at most 500 characters"));
    }

    @Test
    void refusesAnAccountIdOf65Characters() {
        String longest = "a".repeat(64);
        assertThat(accept(PLAIN.replace("alice", longest)).legs().getFirst().account())
                .isEqualTo(new AccountId(longest));
        assertThat(refusal(PLAIN.replace("alice", longest + "a")).errors())
                .extracting(FieldError::field)
                .containsExactly("debit_account");
    }

    @Test
    void refusesClocksThatLeaveTheCalendar() {
        Problem refusal =
                refusal(
                        with(
                                """
                                "happened_at": "9999-12-31T00:00:00Z",
                                "sent_at": "0001-01-01T00:00:00Z"\
                                """));

        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("sent_at");
    }

    @Test
    void takesTheIdempotencyKeyForTheId() {
        UUID key = UUID.fromString(ID);
        String withoutId = PLAIN.replace("\"id\": \"" + ID + "\", ", "");

        assertThat(TransferForm.read(json(withoutId), Optional.of(key)).id())
                .isEqualTo(read(PLAIN).id());
        assertThat(TransferForm.read(json(PLAIN), Optional.of(key)).id())
                .isEqualTo(read(PLAIN).id());
    }

    @Test
    void refusesAnIdempotencyKeyThatIsNotTheId() {
        TransferForm form = TransferForm.read(json(PLAIN), Optional.of(new UUID(1, 1)));

        assertThat(refusal(form).errors())
                .extracting(FieldError::field)
                .containsExactly("Idempotency-Key");
    }

    @Test
    void takesAManualCaptureAndWhenItExpires() {
        TransferRequest request =
                accept(with("\"capture\": \"manual\", \"expires_at\": \"2026-02-01T00:00:00Z\""));

        assertThat(request.capture()).isEqualTo(Capture.MANUAL);
        assertThat(request.expiresAt()).isEqualTo(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(accept(with("\"capture\": \"manual\"")).expiresAt()).isNull();
    }

    private static String with(String fields) {
        return PLAIN.replace("\"currency\": \"EUR\"", "\"currency\": \"EUR\", " + fields);
    }

    private static TransferForm read(String body) {
        return TransferForm.read(json(body), Optional.empty());
    }

    private static JsonObject json(String body) {
        return JsonObject.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    private static TransferRequest accept(String body) {
        return read(body).accept(Tenant.DEFAULT, NOW, NO_HINTS);
    }

    private static Problem refusal(String body) {
        return refusal(read(body));
    }

    private static Problem refusal(TransferForm form) {
        return catchThrowableOfType(
                        ProblemException.class, () -> form.accept(Tenant.DEFAULT, NOW, NO_HINTS))
                .problem();
    }
}
