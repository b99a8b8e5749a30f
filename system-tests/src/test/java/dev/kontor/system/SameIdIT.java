package dev.kontor.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// A transfer id means one transfer, for ever, whoever sends it and however often.
class SameIdIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final KontorSystem kontor = KontorSystem.running();
    private final String payer = "payer-" + UUID.randomUUID();
    private final String payee = "payee-" + UUID.randomUUID();

    SameIdIT() {
        open(payer, "1000000");
        open(payee, "0");
    }

    @Test
    void answersARepeatWithTheSameTransfer() {
        String body = transfer(UUID.randomUUID(), 1250);

        Api.Answer first = kontor.requests().post("/v1/transfers", body, "Prefer", "wait=20");
        Api.Answer again = kontor.otherRequests().post("/v1/transfers", body, "Prefer", "wait=20");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text("/status")).isEqualTo("posted");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
        awaitBalance(payee, 1250);
    }

    @Test
    void postsOnceWhatFiftySendAtOnceToTwoInstances() {
        String body = transfer(UUID.randomUUID(), 700);
        List<CompletableFuture<Api.Answer>> sent = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Api api = i % 2 == 0 ? kontor.requests() : kontor.otherRequests();
            sent.add(api.postAsync("/v1/transfers", body, "Prefer", "wait=20"));
        }
        List<Api.Answer> answers = sent.stream().map(CompletableFuture::join).toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isIn(200, 202);
                    if (answer.status() == 200) {
                        assertThat(answer.header("Idempotent-Replayed")).isEqualTo("true");
                    }
                });
        await().atMost(PATIENCE).until(kontor::hasNothingToDo);
        assertThat(entries(payee)).isEqualTo(1);
        assertThat(entries(payer)).isEqualTo(1);
        awaitBalance(payee, 700);
    }

    @Test
    void leavesTheFirstUnharmedWhenTheSameIdComesWithAnotherAmount() {
        UUID id = UUID.randomUUID();
        Api.Answer first =
                kontor.requests().post("/v1/transfers", transfer(id, 100), "Prefer", "wait=20");
        Api.Answer other =
                kontor.otherRequests()
                        .post("/v1/transfers", transfer(id, 101), "Prefer", "wait=20");

        assertThat(first.status()).isEqualTo(201);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.header("Content-Type")).startsWith("application/problem+json");
        assertThat(other.text("/code")).isEqualTo("id_already_used");
        assertThat(other.text("/errors/0/field")).isEqualTo("amount");
        assertThat(other.body().at("/errors")).hasSize(1);
        assertThat(other.text("/existing/href")).endsWith("/v1/transfers/" + id);
        awaitBalance(payee, 100);
        await().until(() ->
                kontor.queries().get("/v1/transfers/" + id).body().at("/conflicts/count").asInt()
                        == 1);
        Api.Answer kept = kontor.queries().get("/v1/transfers/" + id);
        assertThat(kept.body().at("/legs/0/amount").asLong()).isEqualTo(100);
        assertThat(kept.text("/status")).isEqualTo("posted");
        assertThat(kept.text("/content_digest")).isEqualTo(first.text("/content_digest"));
    }

    @Test
    void keepsARejectedTransferRejected() {
        UUID id = UUID.randomUUID();
        String body = transfer(id, 100_000_000);
        Api.Answer refused = kontor.requests().post("/v1/transfers", body, "Prefer", "wait=20");
        assertThat(refused.status()).isEqualTo(201);
        assertThat(refused.text("/status")).isEqualTo("rejected");
        assertThat(refused.text("/rejection/code")).isEqualTo("insufficient_funds");
        assertThat(refused.text("/rejection/account")).isEqualTo(payer);

        Api.Answer again = kontor.requests().post("/v1/transfers", body, "Prefer", "wait=20");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("/status")).isEqualTo("rejected");
    }

    private void open(String id, String limit) {
        Api.Answer opened =
                kontor.requests()
                        .post(
                                "/v1/accounts",
                                "{\"id\": \"%s\", \"currency\": \"EUR\", \"overdraft_limit\": %s}"
                                        .formatted(id, limit),
                                "Prefer",
                                "wait=20");
        assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
    }

    private String transfer(UUID id, long amount) {
        return ("{\"id\": \"%s\", \"debit_account\": \"%s\", \"credit_account\": \"%s\","
                        + " \"amount\": %d, \"currency\": \"EUR\"}")
                .formatted(id, payer, payee, amount);
    }

    private long entries(String account) {
        return kontor.queries()
                .get("/v1/accounts/" + account + "/entries")
                .body()
                .at("/data")
                .size();
    }

    private void awaitBalance(String account, long posted) {
        await().untilAsserted(() ->
                assertThat(
                                kontor.queries()
                                        .get("/v1/accounts/" + account)
                                        .body()
                                        .at("/balance/posted")
                                        .asLong())
                        .isEqualTo(posted));
    }
}
