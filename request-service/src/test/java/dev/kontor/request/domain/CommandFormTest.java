package dev.kontor.request.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.http.json.JsonObject;
import dev.kontor.http.problem.FieldError;
import dev.kontor.http.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CommandFormTest {
    private static final UUID ID = UUID.fromString("01990000-0000-7000-8000-0000000000aa");

    /// The commands by their names, each with what it needs besides its id.
    enum Command {
        CAPTURE(""),
        VOID(""),
        REVERSAL(""),
        FREEZE(""),
        UNFREEZE(""),
        CLOSE(""),
        LIMIT(", \"overdraft_limit\": 5");

        private final String needed;

        Command(String needed) {
            this.needed = needed;
        }

        CommandForm<?> read(String body) {
            return read(body, Optional.empty());
        }

        CommandForm<?> read(String body, Optional<UUID> idempotencyKey) {
            JsonObject json = JsonObject.parse(body.getBytes(StandardCharsets.UTF_8));
            return switch (this) {
                case CAPTURE -> CommandForm.capture(json, idempotencyKey);
                case VOID -> CommandForm.voiding(json, idempotencyKey);
                case REVERSAL -> CommandForm.reversal(json, idempotencyKey);
                case FREEZE -> CommandForm.freeze(json, idempotencyKey);
                case UNFREEZE -> CommandForm.unfreeze(json, idempotencyKey);
                case CLOSE -> CommandForm.close(json, idempotencyKey);
                case LIMIT -> CommandForm.changeOverdraftLimit(json, idempotencyKey);
            };
        }

        List<FieldError> errors(String body) {
            return errors(body, Optional.empty());
        }

        List<FieldError> errors(String body, Optional<UUID> idempotencyKey) {
            return catchThrowableOfType(ProblemException.class, () -> read(body, idempotencyKey))
                    .problem()
                    .errors();
        }
    }

    /// The fields beside the id, the field to blame, and its code.
    private static final String MALFORMED =
            """
            CAPTURE|"amount": 0|amount|out_of_range
            CAPTURE|"amount": -1|amount|out_of_range
            CAPTURE|"amount": 1.0|amount|wrong_type
            CAPTURE|"amount": "1"|amount|wrong_type
            CAPTURE|"amount": 9007199254740992|amount|out_of_range
            CAPTURE|"amount": 1, "amount": 1|amount|duplicate
            CAPTURE|"final": "true"|final|wrong_type
            CAPTURE|"final": 1|final|wrong_type
            CAPTURE|"reason": "x"|reason|unknown
            VOID|"amount": 1|amount|unknown
            VOID|"reason": "x"|reason|unknown
            REVERSAL|"amount": 0|amount|out_of_range
            REVERSAL|"amount": 1e2|amount|wrong_type
            REVERSAL|"final": true|final|unknown
            REVERSAL|"reason": 7|reason|wrong_type
            REVERSAL|"reason": "\\u0000"|reason|invalid_character
            FREEZE|"reason": []|reason|wrong_type
            FREEZE|"amount": 1|amount|unknown
            UNFREEZE|"reason": {}|reason|wrong_type
            UNFREEZE|"overdraft_limit": 1|overdraft_limit|unknown
            CLOSE|"reason": true|reason|wrong_type
            CLOSE|"to": "bob"|to|unknown
            LIMIT|"overdraft_limit": null|overdraft_limit|required
            LIMIT|"limit": 5|overdraft_limit|required
            LIMIT|"overdraft_limit": -1|overdraft_limit|out_of_range
            LIMIT|"overdraft_limit": 9007199254740992|overdraft_limit|out_of_range
            LIMIT|"overdraft_limit": "5"|overdraft_limit|wrong_type
            LIMIT|"overdraft_limit": 5.0|overdraft_limit|wrong_type
            LIMIT|"overdraft_limit": 5, "reason": "x"|reason|unknown
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = MALFORMED)
    void refusesWhatIsMalformedByTheNameOfItsField(
            Command command, String fields, String field, String code) {
        assertThat(command.errors("{\"id\": \"" + ID + "\", " + fields + "}"))
                .extracting(FieldError::field, FieldError::code)
                .contains(tuple(field, code));
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void refusesIdsThatAreNoUuid(Command command) {
        for (String id : List.of("\"\"", "\"capture-1\"", "7", "null", "\"1-1-1-1-1\"")) {
            assertThat(command.errors("{\"id\": " + id + command.needed + "}"))
                    .extracting(FieldError::field)
                    .containsExactly("id");
        }
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void takesTheIdempotencyKeyForTheId(Command command) {
        String withId = "{\"id\": \"" + ID + "\"" + command.needed + "}";
        String withoutId = "{\"id\": null" + command.needed + "}";

        assertThat(command.read(withoutId, Optional.of(ID)).id()).isEqualTo(ID);
        assertThat(command.read(withId.replace("aa\"", "AA\"")).id()).isEqualTo(ID);
        assertThat(command.errors(withId, Optional.of(new UUID(1, 1))))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("Idempotency-Key", "differs"));
    }

    @Test
    void readsACaptureAsFinalAndOfAllUnlessToldOtherwise() {
        assertThat(CommandForm.capture(body(""), Optional.empty()).command())
                .isEqualTo(new TransferCommand.Capture(null, true));
        assertThat(
                        CommandForm.capture(
                                        body(", \"amount\": 5, \"final\": false"), Optional.empty())
                                .command())
                .isEqualTo(new TransferCommand.Capture(5L, false));
    }

    @Test
    void readsAVoidAndAReversal() {
        assertThat(CommandForm.voiding(body(""), Optional.empty()).command())
                .isEqualTo(new TransferCommand.Void());
        assertThat(CommandForm.reversal(body(""), Optional.empty()).command())
                .isEqualTo(new TransferCommand.Reversal(null, null));
        assertThat(
                        CommandForm.reversal(
                                        body(", \"amount\": 5, \"reason\": \"broken\""),
                                        Optional.empty())
                                .command())
                .isEqualTo(new TransferCommand.Reversal(5L, "broken"));
    }

    @Test
    void readsWhatAccountsAreTold() {
        JsonObject because = body(", \"reason\": \"stolen\"");

        assertThat(CommandForm.freeze(because, Optional.empty()).command())
                .isEqualTo(new AccountCommand.Freeze("stolen"));
        assertThat(CommandForm.unfreeze(because, Optional.empty()).command())
                .isEqualTo(new AccountCommand.Unfreeze("stolen"));
        assertThat(CommandForm.close(body(""), Optional.empty()).command())
                .isEqualTo(new AccountCommand.Close(null));
        assertThat(
                        CommandForm.changeOverdraftLimit(
                                        body(", \"overdraft_limit\": 0"), Optional.empty())
                                .command())
                .isEqualTo(new AccountCommand.ChangeOverdraftLimit(0));
    }

    @Test
    void takesReasonsOf500Characters() {
        String fields = "{\"id\": \"" + ID + "\", \"reason\": \"" + "ä".repeat(500) + "\"}";

        assertThat(Command.FREEZE.read(fields).id()).isEqualTo(ID);
        for (Command command : List.of(Command.FREEZE, Command.UNFREEZE, Command.CLOSE)) {
            assertThat(command.errors(fields.replace("ä\"", "ää\"")))
                    .extracting(FieldError::field, FieldError::code)
                    .containsExactly(tuple("reason", "too_long"));
        }
    }

    private static JsonObject body(String fields) {
        String body = "{\"id\": \"" + ID + "\"" + fields + "}";
        return JsonObject.parse(body.getBytes(StandardCharsets.UTF_8));
    }
}
