package dev.kontor.request.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.request.Http;
import dev.kontor.request.stream.AppendFate;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Commands on transfers and accounts, all answered in one way.
@SpringBootTest(
        classes = WebTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "kontor.read-url=https://read.example/base/")
class CommandApiTest {
    private static final String TRANSFER = "/v1/transfers/01990000-0000-7000-8000-0000000000bb";
    private static final String ACCOUNT = "/v1/accounts/alice";

    enum Command {
        CAPTURE("POST", TRANSFER, "/capture", "capture", ", \"amount\": 5"),
        VOID("POST", TRANSFER, "/void", "void", ""),
        REVERSAL("POST", TRANSFER, "/reversals", "reversal", ", \"amount\": 5"),
        FREEZE("POST", ACCOUNT, "/freeze", "freeze", ", \"reason\": \"stolen\""),
        UNFREEZE("POST", ACCOUNT, "/unfreeze", "unfreeze", ""),
        CLOSE("POST", ACCOUNT, "/close", "close", ""),
        LIMIT("PATCH", ACCOUNT, "", "change_overdraft_limit", ", \"overdraft_limit\": 5");

        private final String method;
        private final String target;
        private final String path;
        private final String kind;
        private final String fields;

        Command(String method, String target, String path, String kind, String fields) {
            this.method = method;
            this.target = target;
            this.path = path;
            this.kind = kind;
            this.fields = fields;
        }

        boolean isOnTransfer() {
            return target.equals(TRANSFER);
        }
    }

    private final String id = UUID.randomUUID().toString();
    private final FakeLog log;
    private final Http http;

    CommandApiTest(@Autowired FakeLog log, @LocalServerPort int port) {
        this.log = log;
        this.http = new Http(port);
    }

    @BeforeEach
    void authorizeATransferAndOpenAnAccount() throws Exception {
        log.reset();
        log.decideBy(asked -> FakeLog.decided(asked, TransferStatus.AUTHORIZED));
        String transfer = TRANSFER.substring(TRANSFER.lastIndexOf('/') + 1);
        assertThat(
                        http.post(
                                        "/v1/transfers",
                                        """
                                        {"id": "%s", "debit_account": "alice",
                                         "credit_account": "bob", "amount": 9, "currency": "EUR",
                                         "capture": "manual"}\
                                        """
                                                .formatted(transfer))
                                .status())
                .isEqualTo(201);
        assertThat(http.post("/v1/accounts", "{\"id\": \"alice\", \"currency\": \"EUR\"}").status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void answers201WithTheDecidedCommandAndWhatItWasOn(Command command) throws Exception {
        Http.Answer answer = send(command);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo(location(command));
        assertThat(answer.header("Idempotent-Replayed")).isEmpty();
        JsonNode json = answer.json();
        assertThat(json.path("id").asString()).isEqualTo(id);
        assertThat(json.path("kind").asString()).isEqualTo(command.kind);
        assertThat(json.path("status").asString()).isEqualTo("done");
        assertThat(json.has("rejection")).isFalse();
        assertThat(json.path("at").asString()).endsWith("Z");
        assertThat(json.path("content_digest").asString()).startsWith("v1:");
        assertThat(json.path("conflicts").path("count").asLong()).isZero();
        assertThat(json.has("amount")).isEqualTo(command.isOnTransfer());
        assertThat(json.path("transfer").path("status").asString(""))
                .isEqualTo(command.isOnTransfer() ? "authorized" : "");
        assertThat(json.path("account").path("id").asString(""))
                .isEqualTo(command.isOnTransfer() ? "" : "alice");
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void answers200ToTheSameAgainInEitherCaseOfItsId(Command command) throws Exception {
        Http.Answer first = send(command);
        Http.Answer again =
                http.send(
                        command.method,
                        command.target + command.path,
                        "application/json",
                        "{\"id\": \"" + id.toUpperCase(Locale.ROOT) + "\"" + command.fields + "}");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(first.json());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CAPTURE  | CAPTURE  | , "amount": 6                   | amount
                    CAPTURE  | CAPTURE  | , "amount": 5, "final": false   | final
                    CAPTURE  | REVERSAL | , "amount": 5                   | kind
                    CAPTURE  | VOID     | ''                              | kind, amount
                    VOID     | CAPTURE  | , "final": true                 | kind
                    REVERSAL | REVERSAL | , "amount": 5, "reason": "late" | reason
                    FREEZE   | FREEZE   | , "reason": "lost"              | reason
                    FREEZE   | UNFREEZE | , "reason": "stolen"            | kind
                    CLOSE    | CLOSE    | , "reason": "dead"              | reason
                    CLOSE    | LIMIT    | , "overdraft_limit": 5          | kind, overdraft_limit
                    LIMIT    | LIMIT    | , "overdraft_limit": 6          | overdraft_limit
                    """)
    void answers409NamingEachFieldThatDiffers(
            Command first, Command second, String fields, String differing) throws Exception {
        send(first);
        Http.Answer answer = send(second, fields);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("id_already_used");
        assertThat(String.join(", ", answer.errors()).replace(" differs", "")).isEqualTo(differing);
        assertThat(answer.json().path("existing").path("href").asString())
                .isEqualTo(location(first));
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void answers201ToWhatTheRulesOfMoneyRefuse(Command command) throws Exception {
        log.rejectCommands(Refusal.INVALID_STATE);
        Http.Answer answer = send(command);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("status").asString()).isEqualTo("rejected");
        assertThat(answer.json().path("rejection").path("code").asString())
                .isEqualTo("invalid_state");
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void answers404WhereThereIsNothingToCommand(Command command) throws Exception {
        log.reset();
        Http.Answer answer = send(command);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not_found");
        assertThat(log.appends()).isOne();
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void answers202WithWhatWasAskedWhenNothingIsDecidedInTime(Command command) throws Exception {
        log.decideNothing();
        Http.Answer answer = send(command, command.fields, "Prefer", "wait=1");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo(location(command));
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
        JsonNode json = answer.json();
        assertThat(json.path("id").asString()).isEqualTo(id);
        assertThat(json.path("kind").asString()).isEqualTo(command.kind);
        assertThat(json.path("status").asString()).isEqualTo("received");
        assertThat(json.path("at").isNull()).isTrue();
        assertThat(json.path("content_digest").asString()).startsWith("v1:");
        assertThat(json.has("transfer") || json.has("account")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void answers503WhenTheLogRefusesOrItsFateIsNotKnown(Command command) throws Exception {
        log.failWith(AppendFate.REFUSED);
        Http.Answer refused = send(command);
        assertThat(refused.code()).isEqualTo("log_unavailable");
        assertThat(refused.json().has("outcome_unknown")).isFalse();

        log.failWith(AppendFate.UNKNOWN);
        assertThat(send(command).json().path("outcome_unknown").asBoolean()).isTrue();

        log.fallSilent();
        long appends = log.appends();
        assertThat(send(command).code()).isEqualTo("log_unavailable");
        assertThat(log.appends()).isEqualTo(appends);
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void takesTheIdempotencyKeyForTheId(Command command) throws Exception {
        String body = "{\"id\": null" + command.fields + "}";
        String path = command.target + command.path;
        Http.Answer answer =
                http.send(command.method, path, "application/json", body, "Idempotency-Key", id);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(send(command).status()).isEqualTo(200);
        assertThat(
                        http.send(
                                        command.method,
                                        path,
                                        "application/json",
                                        body.replace("null", "\"" + id + "\""),
                                        "Idempotency-Key",
                                        UUID.randomUUID().toString())
                                .errors())
                .containsExactly("Idempotency-Key differs");
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    void refusesWhatIsMalformedAndAppendsNothing(Command command) throws Exception {
        long appends = log.appends();
        String path = command.target + command.path;

        assertThat(send(command, command.fields + ", \"x\": 1").errors())
                .containsExactly("x unknown");
        assertThat(send(command, command.fields + "}{").status()).isEqualTo(400);
        assertThat(http.send(command.method, path, "application/json", "{}").errors())
                .contains("id required");
        assertThat(http.send(command.method, path, "text/plain", "{}").status()).isEqualTo(415);
        assertThat(
                        http.send(
                                        command.method,
                                        path.replaceFirst("alice|0199[^/]*", "-"),
                                        "application/json",
                                        "{\"id\": \"" + id + "\"" + command.fields + "}")
                                .errors())
                .containsExactly("{id} invalid_format");
        assertThat(log.appends()).isEqualTo(appends);
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() throws Exception {
        assertThat(http.post(TRANSFER + "/capture", "{\"amount\": 0, \"final\": 1}").errors())
                .containsExactly("id required", "amount out_of_range", "final wrong_type");
        assertThat(http.send("PATCH", ACCOUNT, "application/json", "{}").errors())
                .containsExactly("id required", "overdraft_limit required");
    }

    private Http.Answer send(Command command) throws Exception {
        return send(command, command.fields);
    }

    private Http.Answer send(Command command, String fields, String... headers) throws Exception {
        return http.send(
                command.method,
                command.target + command.path,
                "application/json",
                "{\"id\": \"" + id + "\"" + fields + "}",
                headers);
    }

    private String location(Command command) {
        return "https://read.example/base" + command.target + "/commands/" + id;
    }
}
