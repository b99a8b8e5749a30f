package dev.kontor.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kontor.local.services.ServiceKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// 49,102 real bank transactions go through the whole of Kontor, and every balance is right.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BankDataIT {
    private static final int TRANSACTIONS = 49_102;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path FILE = Path.of("target", "bank-transactions.ndjson");

    private final KontorSystem kontor = KontorSystem.running();

    @Test
    @Order(1)
    void bringsEveryBalanceToTheSumOfItsTransactions() throws IOException {
        BankTransactions bank = BankTransactions.read("", 0);
        assertThat(bank.rows()).hasSize(TRANSACTIONS);
        Bank.open(kontor, bank);
        bank.writeTo(FILE);

        long begun = System.nanoTime();
        String answer = kontor.requests().load(FILE);
        Duration accepted = Duration.ofNanos(System.nanoTime() - begun);
        Bank.awaitEntries(kontor, 2 * TRANSACTIONS, PATIENCE);
        Duration settled = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(answer).contains("\"received\":" + TRANSACTIONS);
        System.out.printf(
                "%,d bank transactions: accepted after %.1f s, all settled and seen in the"
                        + " views after %.1f s (%,.0f/s)%n",
                TRANSACTIONS,
                accepted.toMillis() / 1e3,
                settled.toMillis() / 1e3,
                TRANSACTIONS / (settled.toMillis() / 1e3));
        Bank.awaitNothingToDo(kontor, PATIENCE);
        Bank.assertEntries(kontor, 2 * TRANSACTIONS);
        Bank.assertBalances(kontor, "");
    }

    @Test
    @Order(2)
    void changesNothingWhenTheFileIsLoadedAgain() {
        JsonNode before = Bank.trialBalance(kontor);
        Map<String, Long> balances = Bank.balances(kontor, "");
        long applied = Bank.appliedTransfers(kontor);

        kontor.requests().load(FILE);

        Bank.awaitNothingToDo(kontor, PATIENCE);
        assertThat(Bank.appliedTransfers(kontor)).isEqualTo(applied + TRANSACTIONS);
        assertThat(Bank.trialBalance(kontor)).isEqualTo(before);
        assertThat(Bank.balances(kontor, "")).isEqualTo(balances);
    }

    @Test
    @Order(3)
    void reachesTheSameBalancesWhenProcessorsAreKilledOnTheWay() throws IOException {
        BankTransactions bank = BankTransactions.read("killed.", 1);
        Bank.open(kontor, bank);
        Path file = bank.writeTo(Path.of("target", "bank-transactions-killed.ndjson"));
        long applied = Bank.appliedTransfers(kontor);

        CompletableFuture<String> load =
                CompletableFuture.supplyAsync(() -> kontor.requests().load(file));
        await().atMost(PATIENCE)
                .until(() -> Bank.appliedTransfers(kontor) > applied + TRANSACTIONS / 10);
        kontor.accountService().server().kill();
        kontor.accountService().server().restart();
        await().atMost(PATIENCE)
                .until(() -> Bank.entries(kontor) > 2 * TRANSACTIONS + TRANSACTIONS / 2);
        kontor.ledgerProcessor().server().kill();
        kontor.ledgerProcessor().server().restart();

        assertThat(load.join()).contains("\"received\":" + TRANSACTIONS);
        Bank.awaitEntries(kontor, 4 * TRANSACTIONS, PATIENCE);
        Bank.awaitNothingToDo(kontor, PATIENCE);
        Bank.assertEntries(kontor, 4 * TRANSACTIONS);
        Bank.assertBalances(kontor, "killed.");
        assertThat(kontor.queries().get("/v1/transfers?status=received").body().at("/data"))
                .isEmpty();
    }

    /// Whatever else was done to this Kontor: repeats, processors that were killed, all commands.
    @Test
    @Order(4)
    void comesToTheSameStateWhenItIsBuiltAgainFromTheLog() {
        List<CompletableFuture<String>> rebuilds =
                Stream.of(ServiceKind.values())
                        .filter(kind -> kind.schema().isPresent())
                        .map(kind ->
                                CompletableFuture.supplyAsync(() -> kontor.rebuild(kind, "verify")))
                        .toList();

        for (CompletableFuture<String> rebuild : rebuilds) {
            String said = rebuild.join();
            System.out.println(said);
            assertThat(said).contains("The states are equal.").endsWith("status 0");
        }
    }

    /// What the tests ask of the bank's accounts.
    private static final class Bank {
        private static final int AT_ONCE = 100;

        static void open(KontorSystem kontor, BankTransactions bank) {
            List<String> bodies = bank.openings();
            for (int i = 0; i < bodies.size(); i += AT_ONCE) {
                bodies.subList(i, Math.min(i + AT_ONCE, bodies.size())).stream()
                        .map(body -> kontor.requests().postAsync("/v1/accounts", body))
                        .toList()
                        .forEach(answer -> assertThat(answer.join().status()).isIn(200, 201, 202));
            }
        }

        static void awaitEntries(KontorSystem kontor, long count, Duration patience) {
            await().atMost(patience).until(() -> entries(kontor) >= count && idle(kontor));
        }

        /// What must not happen has then had its time to happen.
        static void awaitNothingToDo(KontorSystem kontor, Duration patience) {
            await().atMost(patience)
                    .pollInterval(Duration.ofMillis(500))
                    .until(kontor::hasNothingToDo);
        }

        static void assertEntries(KontorSystem kontor, long count) {
            assertThat(entries(kontor)).isEqualTo(count);
            assertThat(trialBalance(kontor).at("/sum").asLong()).isZero();
        }

        static boolean idle(KontorSystem kontor) {
            return trialBalance(kontor).at("/in_flight").asLong() == 0;
        }

        static long entries(KontorSystem kontor) {
            return trialBalance(kontor).at("/entries").asLong();
        }

        /// The crowns only: other tests move other currencies.
        static JsonNode trialBalance(KontorSystem kontor) {
            for (JsonNode each : kontor.queries().get("/v1/trial-balance").body().at("/data")) {
                if (each.at("/currency").asString().equals("CZK")) {
                    return each;
                }
            }
            return MissingNode.getInstance();
        }

        static long appliedTransfers(KontorSystem kontor) {
            long applied = 0;
            for (JsonNode each :
                    new Api(kontor.ledgerProcessor().url())
                            .get("/v1/status")
                            .body()
                            .at("/partitions")) {
                applied += each.at("/position").asLong();
            }
            return applied;
        }

        static Map<String, Long> balances(KontorSystem kontor, String prefix) {
            Map<String, Long> balances = new HashMap<>();
            String path = "/v1/accounts?limit=1000";
            while (true) {
                JsonNode page = kontor.queries().get(path).body();
                for (JsonNode account : page.at("/data")) {
                    String id = account.at("/id").asString();
                    if (id.startsWith(prefix)
                            && !id.substring(prefix.length()).matches(".*[a-zA-Z.].*")) {
                        balances.put(id, account.at("/balance/posted").asLong());
                    }
                }
                if (page.at("/next_cursor").isNull()) {
                    return balances;
                }
                path = "/v1/accounts?limit=1000&cursor=" + page.at("/next_cursor").asString();
            }
        }

        /// Adds up the file itself, in another way than the transfers were made of it.
        static void assertBalances(KontorSystem kontor, String prefix) throws IOException {
            Map<String, BigDecimal> sums = new HashMap<>();
            try (Stream<String> lines = Files.lines(BankTransactions.file())) {
                lines.skip(1)
                        .map(line -> line.split(";", -1))
                        .forEach(cell ->
                                sums.merge(
                                        prefix + cell[1],
                                        new BigDecimal(
                                                (cell[3].equals("\"PRIJEM\"") ? "" : "-")
                                                        + cell[5]),
                                        BigDecimal::add));
            }
            Map<String, Long> expected = new HashMap<>();
            sums.forEach((id, sum) -> expected.put(id, sum.movePointRight(2).longValueExact()));
            assertThat(expected).hasSize(1_229);
            assertThat(balances(kontor, prefix)).isEqualTo(expected);
        }
    }
}
