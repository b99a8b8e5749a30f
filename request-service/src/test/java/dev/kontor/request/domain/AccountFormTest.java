package dev.kontor.request.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.http.json.JsonObject;
import dev.kontor.http.problem.FieldError;
import dev.kontor.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountFormTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    /// What is wrong, the field to blame, and its code.
    private static final String MALFORMED =
            """
            {"currency": "EUR"}|id|required
            {"id": "", "currency": "EUR"}|id|invalid_format
            {"id": "a/b", "currency": "EUR"}|id|invalid_format
            {"id": "suspense:EUR", "currency": "EUR"}|id|not_allowed
            {"id": "a"}|currency|required
            {"id": "a", "currency": "EUR", "overdraft_limit": -1}|overdraft_limit|out_of_range
            {"id": "a", "currency": "EUR", "overdraft_limit": 1.5}|overdraft_limit|wrong_type
            {"id": "a", "currency": "EUR", "overdraft_limit": "0"}|overdraft_limit|wrong_type
            {"id": "a", "currency": "EUR", "overdraft_limit": 1e3}|overdraft_limit|wrong_type
            {"id": "a", "currency": "EUR", "metadata": []}|metadata|wrong_type
            {"id": "a", "currency": "EUR", "metadata": {"": "x"}}|metadata.|invalid_format
            {"id": "a", "currency": "EUR", "metadata": {"k": null}}|metadata.k|wrong_type
            {"id": "a", "currency": "EUR", "status": "open"}|status|unknown
            """;

    @Test
    void opensWithoutOverdraftUnlessSaidOtherwise() {
        AccountForm form = read("{\"id\": \"alice\", \"currency\": \"EUR\"}");

        assertThat(form.id()).isEqualTo(new AccountId("alice"));
        assertThat(form.opening().currency()).isEqualTo(Currency.of("EUR"));
        assertThat(form.opening().overdraftLimit()).isEqualTo(new OverdraftLimit.Limited(0));
        assertThat(form.opening().receivedAt()).isEqualTo(NOW);
    }

    @Test
    void tellsNullFromLeftOut() {
        assertThat(limit("null")).isEqualTo(new OverdraftLimit.Unlimited());
        assertThat(limit("100000000")).isEqualTo(new OverdraftLimit.Limited(100_000_000));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = MALFORMED)
    void refusesWhatIsMalformedByTheNameOfItsField(String body, String field, String code) {
        assertThat(errors(body))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple(field, code));
    }

    private static OverdraftLimit limit(String written) {
        return read("{\"id\": \"a\", \"currency\": \"EUR\", \"overdraft_limit\": %s}"
                        .formatted(written))
                .opening()
                .overdraftLimit();
    }

    private static List<FieldError> errors(String body) {
        return catchThrowableOfType(ProblemException.class, () -> read(body)).problem().errors();
    }

    private static AccountForm read(String body) {
        return AccountForm.read(JsonObject.parse(body.getBytes(StandardCharsets.UTF_8)), NOW);
    }
}
