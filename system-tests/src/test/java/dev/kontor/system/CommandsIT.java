package dev.kontor.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What can become of a transfer beside being posted at once, asked for over HTTP.
///
/// Where a transfer or account stands is asked of its core: the same request again is answered with
/// what is there, and no view can be behind.
class CommandsIT {
    private static final String CURRENCY = "SEK";
    private static final String[] PATIENTLY = {"Prefer", "wait=30"};
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int ROUNDS = 10;
    private static final int MOST_ROUNDS = 100;

    private final KontorSystem kontor = KontorSystem.running();
    private final Map<String, String> openings = new HashMap<>();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String payer = open("payer", 10_000);
    private final String payee = open("payee", 0);

    @Test
    void capturesAnAuthorizationInThreeParts() {
        Transfer transfer = authorize(9_000, "");
        assertBalance(payer, 0, 9_000);

        assertDone(transfer.command("capture", "\"amount\": 4000, \"final\": false"), 4_000);
        assertBalance(payer, -4_000, 5_000);
        assertRejected(
                transfer.command("capture", "\"amount\": 5001, \"final\": false"),
                "exceeds_authorized");
        assertDone(transfer.command("capture", "\"amount\": 3000, \"final\": false"), 3_000);
        assertThat(transfer.now().at("/status").asString()).isEqualTo("authorized");
        assertDone(transfer.command("capture", ""), 2_000);

        assertAmounts(transfer, "posted", 9_000, 0, 0, 0);
        assertRejected(transfer.command("capture", ""), "invalid_state");
        assertBalance(payer, -9_000, 0);
        assertBalance(payee, 9_000, 0);
    }

    @Test
    void releasesWhatAFinalCaptureLeaves() {
        Transfer transfer = authorize(9_000, "");

        assertDone(transfer.command("capture", "\"amount\": 1000"), 1_000);
        assertAmounts(transfer, "posted", 1_000, 8_000, 0, 0);
        assertBalance(payer, -1_000, 0);
        assertBalance(payee, 1_000, 0);
    }

    @Test
    void expiresAnAuthorization() {
        Instant expiry = Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.MICROS);
        Transfer transfer = authorize(9_000, ", \"expires_at\": \"" + expiry + "\"");

        await().atMost(PATIENCE)
                .until(() -> transfer.now().at("/status").asString().equals("expired"));
        assertThat(Instant.now()).isAfter(expiry);
        assertAmounts(transfer, "expired", 0, 9_000, 0, 0);
        assertRejected(transfer.command("capture", ""), "invalid_state");
        assertBalance(payer, 0, 0);
        assertBalance(payee, 0, 0);
    }

    /// Which of them is sent first alternates, so that each has its chance to win.
    @Test
    void letsOneOfACaptureAndAVoidWin() {
        int captured = 0;
        int voided = 0;
        for (int round = 0; round < ROUNDS || captured == 0 || voided == 0; round++) {
            assertThat(round).as("rounds of which one kind won all").isLessThan(MOST_ROUNDS);
            List<String> commands =
                    round % 2 == 0 ? List.of("capture", "void") : List.of("void", "capture");
            Transfer transfer = authorize(100, "");
            CompletableFuture<Api.Answer> first =
                    transfer.commandAsync(kontor.requests(), commands.getFirst());
            CompletableFuture<Api.Answer> second =
                    transfer.commandAsync(kontor.otherRequests(), commands.getLast());
            boolean firstWins = isDone(first.join());
            boolean captures = firstWins == (round % 2 == 0);

            assertThat(isDone(second.join())).isNotEqualTo(firstWins);
            assertRejected(firstWins ? second.join() : first.join(), "invalid_state");
            long taken = captures ? 100 : 0;
            assertAmounts(transfer, captures ? "posted" : "voided", taken, 100 - taken, 0, 0);
            captured += captures ? 1 : 0;
            voided += captures ? 0 : 1;
        }
        assertBalance(payer, -100L * captured, 0);
        assertBalance(payee, 100L * captured, 0);
    }

    @Test
    void paysOneBuyerTo500SellersAndTheFee() {
        String fees = open("fees", 0);
        List<String> sellers = openMany("seller", 500);
        List<String> legs = new ArrayList<>(List.of(leg(payer, "debit", 5_025)));
        sellers.forEach(seller -> legs.add(leg(seller, "credit", 10)));
        legs.add(leg(fees, "credit", 25));
        Api.Answer paid = transfer(legs).answer();

        assertThat(paid.status()).as(paid.body().toString()).isEqualTo(201);
        assertThat(paid.text("/status")).isEqualTo("posted");
        assertThat(paid.body().at("/captured_amount").asLong()).isEqualTo(5_025);
        assertThat(paid.body().at("/legs")).hasSize(502);
        for (JsonNode leg : paid.body().at("/legs")) {
            long expected =
                    leg.at("/direction").asString().equals("debit")
                            ? -5_025
                            : leg.at("/amount").asLong();
            assertThat(leg.at("/balance_after").asLong()).isEqualTo(expected);
        }
        assertBalance(payer, -5_025, 0);
        assertBalance(sellers.getLast(), 10, 0);
        assertBalance(fees, 25, 0);
    }

    @Test
    void holdsNothingMoreWhenOneOfTwoPayersLacksFunds() {
        String poor = open("poor", 99);
        Api.Answer refused =
                transfer(
                                List.of(
                                        leg(payer, "debit", 100),
                                        leg(poor, "debit", 100),
                                        leg(payee, "credit", 200)))
                        .answer();

        assertThat(refused.status()).isEqualTo(201);
        assertThat(refused.text("/status")).isEqualTo("rejected");
        assertThat(refused.text("/rejection/code")).isEqualTo("insufficient_funds");
        assertThat(refused.text("/rejection/account")).isEqualTo(poor);
        assertBalance(payer, 0, 0);
        assertBalance(poor, 0, 0);
        assertBalance(payee, 0, 0);
    }

    @Test
    void givesBackWhatAPayeeThatWasClosedInBetweenDoesNotTake() {
        Transfer transfer = authorize(9_000, "");
        assertThat(isDone(accountCommand(payee, "close", ""))).isTrue();

        assertRejected(transfer.command("capture", ""), "account_closed");
        assertAmounts(transfer, "returned", 9_000, 0, 0, 9_000);
        assertThat(transfer.now().at("/rejection/account").asString()).isEqualTo(payee);
        assertBalance(payer, 0, 0);
        assertBalance(payee, 0, 0);
    }

    @Test
    void reversesInTwoPartsAndNoMore() {
        Transfer transfer = transfer(List.of(leg(payer, "debit", 900), leg(payee, "credit", 900)));
        assertThat(transfer.answer().text("/status")).isEqualTo("posted");

        assertRejected(transfer.command("reversals", "\"amount\": 901"), "exceeds_reversible");
        assertDone(transfer.command("reversals", "\"amount\": 400, \"reason\": \"broken\""), 400);
        assertBalance(payer, -500, 0);
        assertDone(transfer.command("reversals", ""), 500);
        assertRejected(transfer.command("reversals", "\"amount\": 1"), "exceeds_reversible");

        assertAmounts(transfer, "posted", 900, 0, 900, 0);
        assertThat(transfer.now().at("/commands")).hasSize(4);
        assertBalance(payer, 0, 0);
        assertBalance(payee, 0, 0);
    }

    @Test
    void decidesACommandOnceHoweverOftenItComes() {
        Transfer transfer = authorize(9_000, "");
        String path = transfer.path("capture");
        String body = withId(UUID.randomUUID(), "\"amount\": 1000, \"final\": false");
        Api.Answer first = kontor.requests().post(path, body, PATIENTLY);
        Api.Answer again = kontor.otherRequests().post(path, body, PATIENTLY);
        Api.Answer other =
                kontor.otherRequests().post(path, body.replace("1000", "1001"), PATIENTLY);

        assertDone(first, 1_000);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text("/code")).isEqualTo("id_already_used");
        assertThat(other.text("/errors/0/field")).isEqualTo("amount");
        assertBalance(payee, 1_000, 0);

        String location = first.header("Location");
        assertThat(other.text("/existing/href")).isEqualTo(location);
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    Api.Answer read = kontor.queries().get(URI.create(location).getPath());
                    assertThat(read.status()).isEqualTo(200);
                    assertThat(read.text("/status")).isEqualTo("done");
                    assertThat(read.body().at("/conflicts/count").asInt()).isEqualTo(1);
                });
    }

    @Test
    void saysThatThereIsNothingToCommand() {
        UUID nothing = UUID.randomUUID();
        for (String path :
                List.of(
                        "/v1/transfers/" + nothing + "/capture",
                        "/v1/transfers/" + nothing + "/void",
                        "/v1/transfers/" + nothing + "/reversals",
                        "/v1/accounts/" + nothing + "/freeze",
                        "/v1/accounts/" + nothing + "/close")) {
            Api.Answer answer =
                    kontor.requests().post(path, withId(UUID.randomUUID(), ""), PATIENTLY);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.text("/code")).isEqualTo("not_found");
        }
    }

    @Test
    void freezesUnfreezesAndLimitsAnAccount() {
        assertThat(
                        accountCommand(payer, "freeze", "\"reason\": \"stolen\"")
                                .text("/account/status"))
                .isEqualTo("frozen");
        assertRejected(accountCommand(payer, "freeze", ""), "invalid_state");
        List<String> legs = List.of(leg(payer, "debit", 100), leg(payee, "credit", 100));
        assertThat(transfer(legs).answer().text("/rejection/code")).isEqualTo("account_frozen");
        assertThat(accountCommand(payer, "unfreeze", "").text("/account/status")).isEqualTo("open");

        Api.Answer limited =
                kontor.requests()
                        .patch(
                                "/v1/accounts/" + payer,
                                withId(UUID.randomUUID(), "\"overdraft_limit\": 99"),
                                PATIENTLY);
        assertThat(isDone(limited)).isTrue();
        assertThat(limited.body().at("/account/overdraft_limit").asLong()).isEqualTo(99);
        assertThat(transfer(legs).answer().text("/rejection/code")).isEqualTo("insufficient_funds");
        assertBalance(payer, 0, 0);
    }

    /// A transfer that was asked for.
    private final class Transfer {
        private final UUID id;
        private final String body;
        private final Api.Answer answer;

        Transfer(UUID id, String body) {
            this.id = id;
            this.body = body;
            this.answer = kontor.requests().post("/v1/transfers", body, PATIENTLY);
        }

        /// To the first request.
        Api.Answer answer() {
            return answer;
        }

        JsonNode now() {
            return kontor.requests().post("/v1/transfers", body, PATIENTLY).body();
        }

        String path(String command) {
            return "/v1/transfers/" + id + "/" + command;
        }

        Api.Answer command(String command, String fields) {
            return kontor.requests()
                    .post(path(command), withId(UUID.randomUUID(), fields), PATIENTLY);
        }

        CompletableFuture<Api.Answer> commandAsync(Api api, String command) {
            return api.postAsync(path(command), withId(UUID.randomUUID(), ""), PATIENTLY);
        }
    }

    private Transfer authorize(long amount, String fields) {
        UUID id = UUID.randomUUID();
        Transfer transfer =
                new Transfer(
                        id,
                        """
                        {"id": "%s", "debit_account": "%s", "credit_account": "%s",
                         "amount": %d, "currency": "%s", "capture": "manual"%s}\
                        """
                                .formatted(id, payer, payee, amount, CURRENCY, fields));
        assertThat(transfer.answer().status()).as(transfer.answer().toString()).isEqualTo(201);
        assertThat(transfer.answer().text("/status")).isEqualTo("authorized");
        return transfer;
    }

    private Transfer transfer(List<String> legs) {
        UUID id = UUID.randomUUID();
        return new Transfer(
                id, "{\"id\": \"%s\", \"legs\": [%s]}".formatted(id, String.join(", ", legs)));
    }

    private Api.Answer accountCommand(String account, String command, String fields) {
        return kontor.requests()
                .post(
                        "/v1/accounts/" + account + "/" + command,
                        withId(UUID.randomUUID(), fields),
                        PATIENTLY);
    }

    private String open(String name, long limit) {
        String id = name + "-" + run;
        Api.Answer opened = kontor.requests().post("/v1/accounts", opening(id, limit), PATIENTLY);
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
        return id;
    }

    private List<String> openMany(String name, int count) {
        List<String> ids =
                IntStream.range(0, count).mapToObj(i -> name + "-" + run + "-" + i).toList();
        for (int from = 0; from < count; from += 50) {
            ids.subList(from, Math.min(count, from + 50)).stream()
                    .map(id ->
                            kontor.requests().postAsync("/v1/accounts", opening(id, 0), PATIENTLY))
                    .toList()
                    .forEach(answer -> assertThat(answer.join().status()).isEqualTo(201));
        }
        return ids;
    }

    private String opening(String id, long limit) {
        return openings.computeIfAbsent(
                id,
                _ ->
                        "{\"id\": \"%s\", \"currency\": \"%s\", \"overdraft_limit\": %d}"
                                .formatted(id, CURRENCY, limit));
    }

    private static String leg(String account, String direction, long amount) {
        return "{\"account\": \"%s\", \"direction\": \"%s\", \"amount\": %d, \"currency\": \"%s\"}"
                .formatted(account, direction, amount, CURRENCY);
    }

    private static String withId(UUID id, String fields) {
        return "{\"id\": \"" + id + "\"" + (fields.isEmpty() ? "" : ", ") + fields + "}";
    }

    private static boolean isDone(Api.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.text("/status").equals("done");
    }

    private static void assertDone(Api.Answer answer, long amount) {
        assertThat(isDone(answer)).as(answer.body().toString()).isTrue();
        assertThat(answer.body().at("/amount").asLong()).isEqualTo(amount);
    }

    private static void assertRejected(Api.Answer answer, String code) {
        assertThat(isDone(answer)).as(answer.body().toString()).isFalse();
        assertThat(answer.text("/status")).isEqualTo("rejected");
        assertThat(answer.text("/rejection/code")).isEqualTo(code);
    }

    private static void assertAmounts(
            Transfer transfer,
            String status,
            long captured,
            long released,
            long reversed,
            long returned) {
        JsonNode now = transfer.now();
        assertThat(now.at("/status").asString()).isEqualTo(status);
        assertThat(
                        List.of(
                                now.at("/captured_amount").asLong(),
                                now.at("/released_amount").asLong(),
                                now.at("/reversed_amount").asLong(),
                                now.at("/returned_amount").asLong()))
                .containsExactly(captured, released, reversed, returned);
    }

    /// The same opening again is answered with the account as it is.
    private void assertBalance(String account, long posted, long held) {
        String opening = Objects.requireNonNull(openings.get(account));
        JsonNode now = kontor.requests().post("/v1/accounts", opening, PATIENTLY).body();
        assertThat(now.at("/balance/posted").asLong()).isEqualTo(posted);
        assertThat(now.at("/balance/held").asLong()).isEqualTo(held);
    }
}
