package dev.kontor.query.web;

import static dev.kontor.query.CommandFacts.command;
import static dev.kontor.query.CommandFacts.decided;
import static dev.kontor.query.CommandFacts.done;
import static dev.kontor.query.Facts.authorized;
import static dev.kontor.query.Facts.credit;
import static dev.kontor.query.Facts.debit;
import static dev.kontor.query.Facts.held;
import static dev.kontor.query.Facts.opened;
import static dev.kontor.query.Facts.posted;
import static dev.kontor.query.Facts.posting;
import static dev.kontor.query.Facts.progress;
import static dev.kontor.query.Facts.received;
import static dev.kontor.query.Facts.receivedManual;
import static dev.kontor.query.Facts.rejected;
import static dev.kontor.query.Facts.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.query.EventLog;
import dev.kontor.query.Facts;
import dev.kontor.query.RunsQueryService;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// Each test has accounts and transfers of its own.
@RunsQueryService
class ReadsIT {
    @LocalServerPort private int port;

    private final EventLog log = new EventLog();
    private Api api = new Api(0);

    @BeforeEach
    void connect() {
        api = new Api(port);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void showsAnAccount() {
        log.append(
                opened("shown", new OverdraftLimit.Limited(50), Facts.START),
                credit("shown", 2, 101, 100, 100));

        Api.Answer answer = api.get("/v1/accounts/shown?min_version=2&wait=30");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/id")).isEqualTo("shown");
        assertThat(answer.text("/status")).isEqualTo("open");
        assertThat(answer.body().at("/balance/posted").asLong()).isEqualTo(100);
        assertThat(answer.body().at("/balance/available").asLong()).isEqualTo(150);
        assertThat(answer.body().at("/version").asLong()).isEqualTo(2);
        assertThat(answer.text("/created_at")).isEqualTo("2026-01-31T12:00:00.000001Z");
        assertThat(answer.text("/metadata/kind")).isEqualTo("\"test\"");
    }

    @Test
    void showsEntriesNewestFirstAndTheOtherWayRound() {
        log.append(
                opened("moved"), credit("moved", 2, 111, 100, 100), debit("moved", 3, 112, 30, 70));

        Api.Answer answer = api.get("/v1/accounts/moved/entries?min_version=3&wait=30");

        assertThat(answer.body().at("/data/0").toString())
                .isEqualTo(
                        """
                        {"version":3,"transfer_id":"%s","command_id":null,"leg":0,"kind":"debit",\
                        "action":"posting","amount":30,"balance_after":70,\
                        "posted_at":"2026-01-31T12:00:03.000001Z",\
                        "effective_at":"2026-01-31T11:59:03.000001Z"}\
                        """
                                .formatted(transfer(112).id()));
        assertThat(
                        api.all(
                                "/v1/accounts/moved/entries?limit=1&order=asc",
                                row -> row.get("version").asLong()))
                .containsExactly(2L, 3L);
        assertThat(
                        api.all(
                                "/v1/accounts/moved/entries?limit=1",
                                row -> row.get("version").asLong()))
                .containsExactly(3L, 2L);
    }

    @Test
    void showsATransferInEitherCaseOfItsId() {
        log.append(received(121, "from", "to", 100), posted(121, 2, 7, 8));
        String id = transfer(121).id().toString();

        Api.Answer answer = api.get("/v1/transfers/" + id.toUpperCase(Locale.ROOT) + "?wait=30");

        assertThat(answer.text("/id")).isEqualTo(id);
        assertThat(answer.text("/status")).isEqualTo("posted");
        assertThat(answer.body().at("/legs/0/version").asLong()).isEqualTo(7);
        assertThat(answer.body().at("/captured_amount").asLong()).isEqualTo(100);
        assertThat(answer.body().at("/returned_amount").asLong()).isZero();
        assertThat(answer.text("/description")).isEqualTo("lunch \\ \t for €5");
    }

    @Test
    void answersWhileItWaitsAsSoonAsTheTransferIsDecided() throws Exception {
        String id = transfer(131).id().toString();
        CompletableFuture<Api.Answer> waiting = api.getLater("/v1/transfers/" + id + "?wait=30");

        log.append(received(131, "from", "to", 100));
        assertThat(api.get("/v1/transfers?account=from&status=received&limit=1").status())
                .isEqualTo(200);
        log.append(rejected(131, 2));

        Api.Answer answer = waiting.get(20, TimeUnit.SECONDS);
        assertThat(answer.text("/status")).isEqualTo("rejected");
        assertThat(answer.text("/rejection/code")).isEqualTo("insufficient_funds");
        assertThat(answer.text("/rejection/account")).isEqualTo("alice");
    }

    @Test
    void answersWithWhatIsThereWhenTheWaitRunsOut() {
        log.append(received(141, "from", "to", 100));
        String path = "/v1/transfers/" + transfer(141).id();

        long begun = System.nanoTime();
        Api.Answer answer = api.get(path + "?wait=3");

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        assertThat(answer.text("/status")).isEqualTo("received");
        assertThat(answer.body().at("/decided_at").isNull()).isTrue();
    }

    @Test
    void holdsNoConnectionForThoseWhoWait() {
        String path = "/v1/transfers/" + transfer(151).id() + "?wait=30";
        List<CompletableFuture<Api.Answer>> waiting =
                Stream.generate(() -> api.getLater(path)).limit(40).toList();

        for (int i = 0; i < 20; i++) {
            assertThat(api.get("/v1/trial-balance").status()).isEqualTo(200);
        }
        log.append(received(151, "from", "to", 100), posted(151, 2, 7, 8));

        assertThat(waiting)
                .allSatisfy(
                        answer -> assertThat(answer.join().text("/status")).isEqualTo("posted"));
    }

    @Test
    void showsTheTrialBalance() {
        log.append(
                opened("left", new OverdraftLimit.Unlimited(), Facts.START),
                debit("left", 2, 161, 100, -100),
                opened("right"),
                credit("right", 2, 161, 100, 100));
        api.get("/v1/accounts/left?min_version=2&wait=30");
        api.get("/v1/accounts/right?min_version=2&wait=30");

        JsonNode line = api.get("/v1/trial-balance").body().at("/data/0");

        assertThat(line.propertyNames())
                .containsExactly(
                        "currency",
                        "sum",
                        "in_flight",
                        "transfers_in_flight",
                        "accounts",
                        "entries");
        assertThat(line.get("currency").asString()).isEqualTo("EUR");
        assertThat(line.get("entries").asLong()).isPositive();
        assertThat(line.get("sum").asLong() + line.get("in_flight").asLong()).isZero();
    }

    @Test
    void tellsThatItIsBehindWhatIsAskedFor() {
        log.append(opened("late"));
        assertThat(api.get("/v1/accounts/late?wait=30").status()).isEqualTo(200);

        for (String path :
                new String[] {
                    "/v1/accounts/late?min_version=2",
                    "/v1/accounts/late?min_version=2&wait=1",
                    "/v1/accounts/late/entries?min_version=2",
                    "/v1/accounts/later?min_version=1"
                }) {
            Api.Answer answer = api.get(path);
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.text("/code")).isEqualTo("view_behind");
        }
    }

    @Test
    void knowsNothingOfWhatIsNotThere() {
        for (String path :
                new String[] {
                    "/v1/accounts/nobody",
                    "/v1/accounts/nobody?wait=1",
                    "/v1/accounts/nobody/entries",
                    "/v1/accounts/nobody/balance?at=2026-01-31T12:00:00Z",
                    "/v1/accounts/nobody/commands/" + command(1),
                    "/v1/transfers/" + transfer(999_999).id() + "/commands/" + command(1),
                    "/v1/transfers/" + transfer(999_999).id(),
                    "/v1/nothing"
                }) {
            Api.Answer answer = api.get(path);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text("/code")).isEqualTo("not_found");
        }
    }

    @Test
    void showsACommandOnATransferAndTheTransferWithIt() {
        String transfer = "/v1/transfers/" + transfer(171).id();
        String path = transfer + "/commands/" + command(171);
        CompletableFuture<Api.Answer> waiting = api.getLater(path + "?wait=30");
        log.append(
                receivedManual(171, "from", "to", 100),
                authorized(171, 2, posting(0, Action.HOLD, 7)),
                decided(
                        171,
                        3,
                        done(171, new TransferCommand.Capture(60L, true), 60L),
                        progress(TransferStatus.POSTED, 60, 40, 0),
                        posting(0, Action.CAPTURE, 8),
                        posting(0, Action.RELEASE, 9),
                        posting(1, Action.POST_CREDIT, 4)));

        Api.Answer answer = waiting.join();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/id")).isEqualTo(command(171).toString());
        assertThat(answer.text("/kind")).isEqualTo("capture");
        assertThat(answer.body().at("/amount").asLong()).isEqualTo(60);
        assertThat(answer.text("/status")).isEqualTo("done");
        assertThat(answer.text("/transfer/status")).isEqualTo("posted");
        assertThat(answer.body().at("/transfer/captured_amount").asLong()).isEqualTo(60);
        assertThat(answer.body().at("/transfer/released_amount").asLong()).isEqualTo(40);
        assertThat(answer.body().at("/transfer/legs/0/version").asLong()).isEqualTo(9);
        assertThat(answer.text("/transfer/expires_at")).isEqualTo("2026-02-07T12:02:51.000001Z");
        assertThat(answer.text("/transfer/commands/0/id")).isEqualTo(answer.text("/id"));
        String upperCase = command(171).toString().toUpperCase(Locale.ROOT);
        assertThat(api.get(transfer + "/commands/" + upperCase).status()).isEqualTo(200);
        assertThat(api.get(transfer + "/commands/" + command(172)).status()).isEqualTo(404);
    }

    @Test
    void showsACommandOnAnAccountAndTheAccountWithIt() {
        log.append(
                opened("limited"),
                decided(
                        "limited",
                        2,
                        181,
                        new AccountCommand.ChangeOverdraftLimit(70),
                        null,
                        AccountStatus.OPEN,
                        new OverdraftLimit.Limited(70)),
                decided(
                        "limited",
                        3,
                        182,
                        new AccountCommand.Unfreeze(null),
                        Refusal.INVALID_STATE,
                        AccountStatus.OPEN,
                        new OverdraftLimit.Limited(70)));

        Api.Answer refused = api.get("/v1/accounts/limited/commands/" + command(182) + "?wait=30");
        Api.Answer done = api.get("/v1/accounts/limited/commands/" + command(181));

        assertThat(refused.text("/kind")).isEqualTo("unfreeze");
        assertThat(refused.text("/status")).isEqualTo("rejected");
        assertThat(refused.text("/rejection/code")).isEqualTo("invalid_state");
        assertThat(done.text("/kind")).isEqualTo("change_overdraft_limit");
        assertThat(done.text("/status")).isEqualTo("done");
        assertThat(done.body().has("rejection")).isFalse();
        assertThat(done.body().at("/account/overdraft_limit").asLong()).isEqualTo(70);
        assertThat(done.body().at("/account/version").asLong()).isEqualTo(3);
        assertThat(api.get("/v1/accounts/limited/commands/" + command(183)).status())
                .isEqualTo(404);
    }

    @Test
    void showsTheBalanceAtATime() {
        log.append(
                opened("then"),
                credit("then", 2, 191, 100, 100),
                held("then", 3, 192, 30, 100, 30),
                decided(
                        "then",
                        4,
                        193,
                        new AccountCommand.ChangeOverdraftLimit(5),
                        null,
                        AccountStatus.OPEN,
                        new OverdraftLimit.Limited(5)));
        String path = "/v1/accounts/then/balance?at=";

        assertThat(
                        api.get(path + "2026-01-31T13:00:03.000001%2B01:00&min_version=4&wait=30")
                                .response()
                                .body())
                .isEqualTo(
                        """
                        {"id":"then","currency":"EUR","at":"2026-01-31T12:00:03.000001Z",\
                        "version":3,"balance":{"posted":100,"held":30,"available":70}}\
                        """);
        assertThat(api.get(path + "2026-01-31T12:00:02.000001Z").body().at("/balance").toString())
                .isEqualTo("{\"posted\":100,\"held\":0,\"available\":100}");
        assertThat(api.get(path + "2026-01-31T12:00:00.000001Z").body().at("/balance").toString())
                .isEqualTo("{\"posted\":0,\"held\":0,\"available\":0}");
        assertThat(api.get(path + "2999-01-31T12:00:00Z").body().at("/balance").toString())
                .isEqualTo("{\"posted\":100,\"held\":30,\"available\":75}");
        assertThat(api.get(path + "2026-01-31T12:00:00Z").status()).isEqualTo(404);
        assertThat(api.get(path + "0001-01-01T00:00:00Z").status()).isEqualTo(404);
        assertThat(api.get(path + "2026-01-31T12:00:00Z&min_version=5").text("/code"))
                .isEqualTo("view_behind");
    }

    @Test
    void takesNothingButReads() {
        assertThat(api.send("DELETE", "/v1/accounts/a").status()).isEqualTo(405);
        assertThat(api.send("POST", "/v1/accounts").status()).isEqualTo(405);
    }

    @Test
    void tellsWhereItsPartitionsStand() {
        log.append(opened("standing"));
        assertThat(api.get("/v1/accounts/standing?wait=30").status()).isEqualTo(200);

        Api.Answer status = api.get("/v1/status");

        assertThat(status.text("/service")).isEqualTo("query-service");
        assertThat(status.body().get("partitions").size()).isEqualTo(24);
        assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(api.get("/actuator/prometheus").response().body())
                .contains("kontor_processing_records_total");
    }
}
