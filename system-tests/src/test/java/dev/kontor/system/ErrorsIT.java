package dev.kontor.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.kontor.local.TestServers;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is wrong with a request, the answer says what, and nothing of it reaches the log.
class ErrorsIT {
    private static final String ID = "0199a0b0-0000-7000-8000-000000000001";
    private static final int PARTITIONS = 12;

    private final KontorSystem kontor = KontorSystem.running();

    /// A body, and what is to blame in it.
    static Stream<Arguments> badTransfers() {
        return Stream.of(
                bad("amount 0", transfer("amount", "0"), "amount"),
                bad("amount -1", transfer("amount", "-1"), "amount"),
                bad("amount 5.9", transfer("amount", "5.9"), "amount"),
                bad("amount in quotes", transfer("amount", "\"7\""), "amount"),
                bad("amount 1e400", transfer("amount", "1e400"), "amount"),
                bad("amount 1e10000000", transfer("amount", "1e10000000"), "amount"),
                bad("amount 2^53", transfer("amount", "9007199254740992"), "amount"),
                bad("amount 2^63", transfer("amount", "9223372036854775808"), "amount"),
                bad("amount null", transfer("amount", "null"), "amount"),
                bad("amount true", transfer("amount", "true"), "amount"),
                bad("id empty", transfer("id", "\"\""), "id"),
                bad("id short", transfer("id", "\"1-1-1-1-1\""), "id"),
                bad("account empty", transfer("debit_account", "\"\""), "debit_account"),
                bad(
                        "account 65 long",
                        transfer("debit_account", quoted("a".repeat(65))),
                        "debit_account"),
                bad(
                        "account with NUL",
                        transfer("credit_account", "\"a\\u0000b\""),
                        "credit_account"),
                bad(
                        "look-alike letters",
                        transfer("credit_account", "\"b\u043eb\""),
                        "credit_account"),
                bad(
                        "account in full width",
                        transfer("credit_account", "\"\uff42ob\""),
                        "credit_account"),
                bad(
                        "reserved account",
                        transfer("debit_account", "\"suspense:EUR\""),
                        "debit_account"),
                bad(
                        "the same account twice",
                        transfer("credit_account", "\"alice\""),
                        "credit_account"),
                bad("legs and amount", transfer("legs", "[]"), "amount"),
                bad("no legs", legs(""), "legs"),
                bad("one leg", legs(leg("alice", "debit", "1", "EUR")), "legs"),
                bad(
                        "legs out of balance",
                        legs(leg("alice", "debit", "2", "EUR"), leg("bob", "credit", "1", "EUR")),
                        "legs"),
                bad(
                        "legs of two currencies, each out of balance",
                        legs(leg("alice", "debit", "1", "EUR"), leg("bob", "credit", "1", "USD")),
                        "legs"),
                bad(
                        "two legs of one account",
                        legs(leg("alice", "debit", "1", "EUR"), leg("alice", "credit", "1", "EUR")),
                        "legs[1].account"),
                bad(
                        "amount of a leg 0",
                        legs(leg("alice", "debit", "0", "EUR"), leg("bob", "credit", "0", "EUR")),
                        "legs[1].amount"),
                bad(
                        "direction of a leg unknown",
                        legs(leg("alice", "debt", "1", "EUR"), leg("bob", "credit", "1", "EUR")),
                        "legs[0].direction"),
                bad("no such currency", transfer("currency", "\"EUX\""), "currency"),
                bad("currency in small letters", transfer("currency", "\"eur\""), "currency"),
                bad("capture unknown", transfer("capture", "\"maybe\""), "capture"),
                bad(
                        "expires_at without manual",
                        transfer("expires_at", "\"2030-01-01T00:00:00Z\""),
                        "expires_at"),
                bad(
                        "time without zone",
                        transfer("happened_at", "\"2026-01-01T00:00:00\""),
                        "happened_at"),
                bad(
                        "description too long",
                        transfer("description", quoted("d".repeat(501))),
                        "description"),
                bad("metadata value is a number", transfer("metadata", "{\"a\": 1}"), "metadata.a"),
                bad("unknown field", transfer("amuont", "5"), "amuont"),
                bad(
                        "duplicate key",
                        "{\"id\": \"%s\", \"amount\": 1, \"amount\": 2}".formatted(ID),
                        "amount"),
                bad("missing everything", "{}", "id"),
                bad("not an object", "[]", ""),
                bad("no JSON", "hello", ""),
                bad("something after it", transfer("amount", "1") + "{}", ""),
                bad("30,000 brackets", "[".repeat(30_000) + "]".repeat(30_000), ""),
                bad("30,000 brackets within", transfer("metadata", "[".repeat(30_000)), ""));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("badTransfers")
    void refusesABadTransferAndNamesTheField(String body, String field) {
        Map<TopicPartition, Long> before = ends();
        Api.Answer answer = kontor.requests().post("/v1/transfers", body);

        assertProblem(answer, 400, "invalid_request");
        if (!field.isEmpty()) {
            assertThat(answer.body().at("/errors").findValuesAsString("field")).contains(field);
        }
        assertThat(ends()).isEqualTo(before);
    }

    static Stream<Arguments> badAccounts() {
        return Stream.of(
                bad("id empty", account("id", "\"\""), "id"),
                bad("id 65 long", account("id", quoted("a".repeat(65))), "id"),
                bad("id with NUL", account("id", "\"a\\u0000\""), "id"),
                bad("id begins with a dot", account("id", "\".a\""), "id"),
                bad("id reserved", account("id", "\"suspense:EUR\""), "id"),
                bad("look-alike letters", account("id", "\"\u0430lice\""), "id"),
                bad("limit negative", account("overdraft_limit", "-1"), "overdraft_limit"),
                bad(
                        "limit 2^53",
                        account("overdraft_limit", "9007199254740992"),
                        "overdraft_limit"),
                bad("no such currency", account("currency", "\"\""), "currency"));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("badAccounts")
    void refusesABadAccountAndNamesTheField(String body, String field) {
        Map<TopicPartition, Long> before = ends();
        Api.Answer answer = kontor.requests().post("/v1/accounts", body);

        assertProblem(answer, 400, "invalid_request");
        assertThat(answer.body().at("/errors").findValuesAsString("field")).contains(field);
        assertThat(ends()).isEqualTo(before);
    }

    /// An address, a body, and what is to blame.
    static Stream<Arguments> badCommands() {
        String transfer = "/v1/transfers/" + ID;
        String account = "/v1/accounts/alice";
        return Stream.of(
                command("capture without id", transfer + "/capture", "{}", "id"),
                command("capture of 0", transfer + "/capture", with("amount", "0"), "amount"),
                command("capture of 1.5", transfer + "/capture", with("amount", "1.5"), "amount"),
                command(
                        "capture of \"1\"",
                        transfer + "/capture",
                        with("amount", "\"1\""),
                        "amount"),
                command("final in quotes", transfer + "/capture", with("final", "\"no\""), "final"),
                command("capture of no UUID", "/v1/transfers/1/capture", with("x", "1"), "{id}"),
                command("void with amount", transfer + "/void", with("amount", "1"), "amount"),
                command("void of short id", transfer + "/void", "{\"id\": \"1-1-1-1-1\"}", "id"),
                command("reversal of 0", transfer + "/reversals", with("amount", "0"), "amount"),
                command("reversal final", transfer + "/reversals", with("final", "true"), "final"),
                command(
                        "reversal for too many reasons",
                        transfer + "/reversals",
                        with("reason", quoted("r".repeat(501))),
                        "reason"),
                command("freeze without id", account + "/freeze", "{}", "id"),
                command("freeze for a number", account + "/freeze", with("reason", "1"), "reason"),
                command("freeze of nobody", "/v1/accounts/-/freeze", with("x", "1"), "{id}"),
                command("unfreeze unknown field", account + "/unfreeze", with("why", "1"), "why"),
                command("close into", account + "/close", with("to", "\"bob\""), "to"));
    }

    @ParameterizedTest(name = "{argumentSetName}")
    @MethodSource("badCommands")
    void refusesABadCommandAndNamesTheField(String path, String body, String field) {
        Map<TopicPartition, Long> before = ends();
        Api.Answer answer = kontor.requests().post(path, body);

        assertProblem(answer, 400, "invalid_request");
        assertThat(answer.body().at("/errors").findValuesAsString("field")).contains(field);
        assertThat(ends()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "-1", "1.0", "\"1\"", "9007199254740992"})
    void refusesABadOverdraftLimit(String limit) {
        Map<TopicPartition, Long> before = ends();
        Api.Answer answer =
                kontor.requests().patch("/v1/accounts/alice", with("overdraft_limit", limit));

        assertProblem(answer, 400, "invalid_request");
        assertThat(answer.text("/errors/0/field")).isEqualTo("overdraft_limit");
        assertThat(ends()).isEqualTo(before);
    }

    @Test
    void refusesABodyOfMoreThan256KiB() {
        String body = transfer("description", quoted("d".repeat(257 * 1024)));
        assertProblem(kontor.requests().post("/v1/transfers", body), 413, "payload_too_large");
    }

    @Test
    void refusesAnotherContentType() {
        Api.Answer answer =
                kontor.requests()
                        .send("/v1/transfers", "POST", transfer("amount", "1"), "text/plain");
        assertProblem(answer, 415, "unsupported_media_type");
    }

    @Test
    void saysThatAnUnknownIdIsNotThere() {
        assertProblem(kontor.queries().get("/v1/transfers/" + UUID.randomUUID()), 404, "not_found");
        assertProblem(kontor.queries().get("/v1/accounts/nobody-at-all"), 404, "not_found");
        assertProblem(kontor.queries().get("/v1/accounts/nobody-at-all/entries"), 404, "not_found");
        assertProblem(kontor.queries().get("/v1/nothing-here"), 404, "not_found");
    }

    @Test
    void saysThatThereIsNoSuchMethod() {
        assertProblem(
                kontor.requests().send("/v1/transfers", "PUT", "{}", "application/json"),
                405,
                "method_not_allowed");
        assertProblem(
                kontor.queries().send("/v1/trial-balance", "DELETE", "", "application/json"),
                405,
                "method_not_allowed");
    }

    @Test
    void saysThatTheViewIsBehind() {
        String id = "behind-" + UUID.randomUUID();
        kontor.requests().post("/v1/accounts", account("id", quoted(id)), "Prefer", "wait=20");
        Api.Answer answer = kontor.queries().get("/v1/accounts/" + id + "?min_version=1000&wait=0");
        // An account that the view does not know at all is as far behind as can be.
        assertThat(answer.status()).isIn(404, 409);
        Api.Answer waited = kontor.queries().get("/v1/accounts/" + id + "?min_version=1&wait=20");
        assertThat(waited.status()).isEqualTo(200);
        assertProblem(
                kontor.queries().get("/v1/accounts/" + id + "?min_version=1000&wait=0"),
                409,
                "view_behind");
    }

    @ParameterizedTest
    @MethodSource("badQueries")
    void refusesABadParameterAndNamesIt(String path, String parameter) {
        Api.Answer answer = kontor.queries().get(path);
        assertProblem(answer, 400, "invalid_request");
        assertThat(answer.text("/errors/0/field")).isEqualTo(parameter);
    }

    static Stream<Arguments> badQueries() {
        return Stream.of(
                Arguments.of("/v1/transfers?limit=0", "limit"),
                Arguments.of("/v1/transfers?limit=1001", "limit"),
                Arguments.of("/v1/transfers?limit=ten", "limit"),
                Arguments.of("/v1/transfers?status=done", "status"),
                Arguments.of("/v1/transfers?received_from=yesterday", "received_from"),
                Arguments.of("/v1/transfers?cursor=AAAA", "cursor"),
                Arguments.of("/v1/transfers?colour=red", "colour"),
                Arguments.of("/v1/accounts?limit=-1", "limit"),
                Arguments.of("/v1/accounts/alice?min_version=x", "min_version"),
                Arguments.of("/v1/accounts/alice/entries?order=up", "order"),
                Arguments.of("/v1/transfers/" + ID + "?wait=31", "wait"));
    }

    private static void assertProblem(Api.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text("/code")).isEqualTo(code);
        assertThat(answer.body().at("/status").asInt()).isEqualTo(status);
        for (String member : List.of("type", "title", "detail", "request_id")) {
            assertThat(answer.text("/" + member)).as(member).isNotEmpty();
        }
    }

    /// Where the source topics end: what is refused must not move them.
    private static Map<TopicPartition, Long> ends() {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (String topic : List.of("transfers", "instructions")) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                wanted.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        }
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
            Map<TopicPartition, Long> ends =
                    new TreeMap<>(Comparator.comparing(TopicPartition::toString));
            admin.listOffsets(wanted).all().get().forEach((at, end) -> ends.put(at, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not say where its topics end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Arguments bad(String name, String body, String field) {
        return argumentSet(name, body, field);
    }

    /// A good transfer in which one field has another value.
    private static String transfer(String field, String value) {
        return body(
                Map.of(
                        "id", quoted(ID),
                        "debit_account", "\"alice\"",
                        "credit_account", "\"bob\"",
                        "amount", "1",
                        "currency", "\"EUR\""),
                field,
                value);
    }

    private static String legs(String... legs) {
        return "{\"id\": %s, \"legs\": [%s]}".formatted(quoted(ID), String.join(", ", legs));
    }

    private static String leg(String account, String direction, String amount, String currency) {
        return "{\"account\": \"%s\", \"direction\": \"%s\", \"amount\": %s, \"currency\": \"%s\"}"
                .formatted(account, direction, amount, currency);
    }

    private static Arguments command(String name, String path, String body, String field) {
        return argumentSet(name, path, body, field);
    }

    private static String with(String field, String value) {
        return body(Map.of("id", quoted(ID)), field, value);
    }

    private static String account(String field, String value) {
        return body(Map.of("id", "\"alice\"", "currency", "\"EUR\""), field, value);
    }

    private static String body(Map<String, String> good, String field, String value) {
        Map<String, String> fields = new TreeMap<>(good);
        fields.put(field, value);
        StringBuilder body = new StringBuilder("{");
        fields.forEach((name, json) ->
                body.append(body.length() > 1 ? ", " : "")
                        .append(quoted(name))
                        .append(": ")
                        .append(json));
        return body.append("}").toString();
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
