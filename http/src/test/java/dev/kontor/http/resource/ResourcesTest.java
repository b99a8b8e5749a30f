package dev.kontor.http.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountCommandSnapshot;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.LegResult;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Refusal;
import dev.kontor.events.model.Rejection;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.model.TransferStatus;
import dev.kontor.http.HttpConventions;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import tools.jackson.databind.json.JsonMapper;

/// What clients see, name by name and in this order.
@SpringBootTest(
        classes = {JacksonAutoConfiguration.class, HttpConventions.class},
        webEnvironment = SpringBootTest.WebEnvironment.MOCK,
        properties = "spring.application.name=sample")
class ResourcesTest {
    private static final Currency EUR = Currency.of("EUR");
    private static final TransferId ID = TransferId.parse("0199f0f0-0000-7000-8000-000000000001");
    private static final Instant RECEIVED = Instant.parse("2026-01-31T12:00:00.000001Z");
    private static final TransferRequest REQUEST =
            new TransferRequest(
                    List.of(
                            new Leg(
                                    new AccountId("alice"),
                                    Direction.DEBIT,
                                    new Money(1250, EUR),
                                    null),
                            new Leg(
                                    new AccountId("bob"),
                                    Direction.CREDIT,
                                    new Money(1250, EUR),
                                    null)),
                    Capture.AUTOMATIC,
                    null,
                    null,
                    null,
                    RECEIVED,
                    "lunch",
                    new TreeMap<>(Map.of("order", "o-1")));

    @Autowired private JsonMapper mapper;

    @Test
    void showsATransferThatIsPosted() {
        var transfer =
                new TransferSnapshot(
                        new TransferKey(Tenant.DEFAULT, ID),
                        REQUEST,
                        new ContentDigest("v1:00"),
                        TransferStatus.POSTED,
                        List.of(
                                new LegResult(0, 78, BigInteger.valueOf(10_800)),
                                new LegResult(1, 4, BigInteger.TWO.pow(64))),
                        1250,
                        0,
                        0,
                        0,
                        null,
                        Conflicts.NONE.plus(new ContentDigest("v1:01")),
                        RECEIVED.plusMillis(1),
                        List.of());
        assertThat(mapper.writeValueAsString(TransferResource.of(transfer)))
                .isEqualTo(
                        """
                        {"id":"0199f0f0-0000-7000-8000-000000000001","status":"posted",\
                        "description":"lunch","metadata":{"order":"o-1"},"capture":"automatic",\
                        "expires_at":null,"legs":[{"account":"alice","direction":"debit",\
                        "amount":1250,"currency":"EUR","version":78,"balance_after":10800},\
                        {"account":"bob","direction":"credit","amount":1250,"currency":"EUR",\
                        "version":4,"balance_after":18446744073709551616}],\
                        "captured_amount":1250,"released_amount":0,"reversed_amount":0,\
                        "returned_amount":0,"rejection":null,"commands":[],\
                        "content_digest":"v1:00","conflicts":{"count":1,"digests":["v1:01"]},\
                        "happened_at":null,"sent_at":null,\
                        "received_at":"2026-01-31T12:00:00.000001Z",\
                        "effective_at":"2026-01-31T12:00:00.000001Z",\
                        "decided_at":"2026-01-31T12:00:00.001001Z"}\
                        """);
    }

    @Test
    void showsATransferOfWhichNothingIsKnownYet() {
        var transfer = TransferSnapshot.received(new TransferKey(Tenant.DEFAULT, ID), REQUEST);
        assertThat(mapper.writeValueAsString(TransferResource.of(transfer)))
                .contains(
                        "\"status\":\"received\"",
                        "\"version\":null,\"balance_after\":null",
                        "\"decided_at\":null");
    }

    @Test
    void showsARejectionWithTheAccountToBlameIfThereIsOne() {
        var rejection = new Rejection(Refusal.INSUFFICIENT_FUNDS, new AccountId("alice"));
        assertThat(mapper.writeValueAsString(RejectionResource.of(rejection)))
                .isEqualTo(
                        """
                        {"code":"insufficient_funds",\
                        "detail":"The available balance does not cover the amount.",\
                        "account":"alice"}\
                        """);
        assertThat(
                        mapper.writeValueAsString(
                                RejectionResource.of(new Rejection(Refusal.EXPIRED, null))))
                .doesNotContain("account");
    }

    @Test
    void showsAnAccount() {
        assertThat(account(new OverdraftLimit.Limited(500)))
                .isEqualTo(
                        """
                        {"id":"alice","currency":"EUR","status":"open","overdraft_limit":500,\
                        "balance":{"posted":12050,"held":2000,"available":10550},"version":78,\
                        "metadata":{},"content_digest":"v1:00",\
                        "conflicts":{"count":0,"digests":[]},\
                        "created_at":"2026-01-31T12:00:00.000001Z",\
                        "updated_at":"2026-01-31T12:00:00.000001Z"}\
                        """);
    }

    @Test
    void showsAnAccountWithoutLimitWithNulls() {
        assertThat(account(new OverdraftLimit.Unlimited()))
                .contains("\"overdraft_limit\":null", "\"available\":null");
    }

    @Test
    void showsAnEntry() {
        var entry =
                new AccountEvent.EntryPosted(
                        1,
                        new AccountKey(Tenant.DEFAULT, new AccountId("alice")),
                        78,
                        ID,
                        RequestKind.TRANSFER,
                        null,
                        0,
                        Action.POST_DEBIT,
                        Direction.DEBIT,
                        new Money(1250, EUR),
                        BigInteger.valueOf(10_800),
                        0,
                        RECEIVED,
                        RECEIVED);
        assertThat(mapper.writeValueAsString(new Page<>(List.of(EntryResource.of(entry)), null)))
                .isEqualTo(
                        """
                        {"data":[{"version":78,\
                        "transfer_id":"0199f0f0-0000-7000-8000-000000000001",\
                        "command_id":null,"leg":0,"kind":"debit","action":"posting",\
                        "amount":1250,"balance_after":10800,\
                        "posted_at":"2026-01-31T12:00:00.000001Z",\
                        "effective_at":"2026-01-31T12:00:00.000001Z"}],"next_cursor":null}\
                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "TRANSFER, POST_DEBIT, posting",
        "TRANSFER, POST_CREDIT, posting",
        "TRANSFER, CAPTURE, posting",
        "TRANSFER, RETURN, return",
        "TRANSFER, SUSPENSE, suspense",
        "CAPTURE, CAPTURE, capture",
        "CAPTURE, POST_CREDIT, capture",
        "CAPTURE, RETURN, return",
        "REVERSAL, POST_DEBIT, reversal",
        "REVERSAL, CAPTURE, reversal",
        "REVERSAL, POST_CREDIT, reversal",
        "REVERSAL, SUSPENSE, suspense",
    })
    void namesWhatAnEntryDid(RequestKind kind, Action action, String name) {
        var resource =
                EntryResource.of(
                        new AccountEvent.EntryPosted(
                                2,
                                new AccountKey(Tenant.DEFAULT, new AccountId("alice")),
                                78,
                                ID,
                                kind,
                                kind.hasId() ? ID.uuid() : null,
                                0,
                                action,
                                Direction.DEBIT,
                                new Money(1250, EUR),
                                BigInteger.ZERO,
                                0,
                                RECEIVED,
                                RECEIVED));

        assertThat(resource.action()).isEqualTo(name);
        assertThat(resource.commandId()).isEqualTo(kind.hasId() ? ID.toString() : null);
    }

    @Test
    void showsWhenAnAuthorizationEndsThoughNobodyAsked() {
        var manual = manual(null);
        assertThat(TransferResource.of(manual).expiresAt())
                .isEqualTo(RECEIVED.plus(Duration.ofDays(7)));
        assertThat(TransferResource.of(manual(RECEIVED.plusSeconds(5))).expiresAt())
                .isEqualTo(RECEIVED.plusSeconds(5));
    }

    @Test
    void showsACommandWithItsTransferWhichListsIt() {
        var command =
                new TransferCommandSnapshot(
                        ID.uuid(),
                        new TransferCommand.Capture(500L, false),
                        500L,
                        CommandStatus.DONE,
                        null,
                        new ContentDigest("v1:02"),
                        Conflicts.NONE.plus(new ContentDigest("v1:03")),
                        RECEIVED,
                        RECEIVED.plusMillis(1));
        String shown =
                """
                {"id":"0199f0f0-0000-7000-8000-000000000001","kind":"capture","amount":500,\
                "status":"done","at":"2026-01-31T12:00:00.001001Z","content_digest":"v1:02",\
                "conflicts":{"count":1,"digests":["v1:03"]}\
                """;

        String json =
                mapper.writeValueAsString(
                        TransferCommandResource.of(command, manual(null, command)));

        assertThat(json)
                .startsWith(shown + ",\"transfer\":{\"id\":")
                .contains("\"commands\":[" + shown + "}]");
    }

    @Test
    void showsACommandThatIsNotDecidedAndOneThatIsRejected() {
        var command = new TransferCommand.Void();
        var digest = ContentDigest.of(command);
        var received =
                new TransferCommandSnapshot(
                        ID.uuid(),
                        command,
                        null,
                        CommandStatus.RECEIVED,
                        null,
                        digest,
                        Conflicts.NONE,
                        RECEIVED,
                        null);
        assertThat(mapper.writeValueAsString(TransferCommandResource.alone(received)))
                .contains(
                        """
                        "kind":"void","amount":null,"status":"received","at":null,\
                        """);
        var rejected =
                new TransferCommandSnapshot(
                        ID.uuid(),
                        command,
                        null,
                        CommandStatus.REJECTED,
                        new Rejection(Refusal.INVALID_STATE, null),
                        digest,
                        Conflicts.NONE,
                        RECEIVED,
                        RECEIVED);
        assertThat(mapper.writeValueAsString(TransferCommandResource.alone(rejected)))
                .contains(
                        """
                        "status":"rejected","rejection":{"code":"invalid_state","detail":\
                        """);
    }

    @Test
    void showsACommandOnAnAccount() {
        var command = new AccountCommand.ChangeOverdraftLimit(7);
        var decided =
                new AccountCommandSnapshot(
                        ID.uuid(),
                        command,
                        CommandStatus.REJECTED,
                        Refusal.ACCOUNT_CLOSED,
                        new ContentDigest("v1:02"),
                        Conflicts.NONE,
                        RECEIVED,
                        RECEIVED);

        assertThat(
                        mapper.writeValueAsString(
                                AccountCommandResource.of(
                                        decided, snapshot(new OverdraftLimit.Limited(500)))))
                .startsWith(
                        """
                        {"id":"0199f0f0-0000-7000-8000-000000000001",\
                        "kind":"change_overdraft_limit","status":"rejected",\
                        "rejection":{"code":"account_closed","detail":"The account is closed.",\
                        "account":"alice"},"at":"2026-01-31T12:00:00.000001Z",\
                        "content_digest":"v1:02","conflicts":{"count":0,"digests":[]},\
                        "account":{"id":"alice",\
                        """);
    }

    private static TransferSnapshot manual(
            @Nullable Instant expiresAt, TransferCommandSnapshot... commands) {
        var request =
                new TransferRequest(
                        REQUEST.legs(),
                        Capture.MANUAL,
                        expiresAt,
                        null,
                        null,
                        RECEIVED,
                        null,
                        new TreeMap<>());
        return new TransferSnapshot(
                new TransferKey(Tenant.DEFAULT, ID),
                request,
                ContentDigest.of(request),
                TransferStatus.AUTHORIZED,
                List.of(),
                500,
                0,
                0,
                0,
                null,
                Conflicts.NONE,
                RECEIVED,
                List.of(commands));
    }

    private String account(OverdraftLimit limit) {
        return mapper.writeValueAsString(AccountResource.of(snapshot(limit)));
    }

    private static AccountSnapshot snapshot(OverdraftLimit limit) {
        return new AccountSnapshot(
                new AccountKey(Tenant.DEFAULT, new AccountId("alice")),
                new OpenAccount(EUR, limit, new TreeMap<>(), RECEIVED),
                new ContentDigest("v1:00"),
                AccountStatus.OPEN,
                limit,
                BigInteger.valueOf(12_050),
                2_000,
                78,
                RECEIVED,
                RECEIVED,
                Conflicts.NONE);
    }
}
