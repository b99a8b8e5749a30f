package dev.kontor.events.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The gates: what is inside a value needs no second look.
class ModelTest {
    private static final String TRANSFER_DIGEST =
            "v1:d22dbb9aa096c877c8973c788150d77237e86c15cd1918c8ffa9e8762b85267d";
    private static final String OPENING_DIGEST =
            "v1:bb72b3d45684455551bfdf9a6688abf0441b6bbceac077167b0062df35c8a9af";
    private static final List<String> COMMAND_DIGESTS =
            List.of(
                    "v1:98f5f9088ae539245f2c424845e4c70205607021a13c34d4daecd3ab7ddba3a4",
                    "v1:de5a6f78116eca62d7fc5ce159d23ae6b889b365a1739ad2cf36f925a140d0cc",
                    "v1:350da6fdbdec5cd3c4a28df79c5fdc9edc55ce0f63b1ccf6c1162d4d37746ded",
                    "v1:4a89939e988ab5630cdc7e86940adb00f3721683bc723d6967560be0173d0e12",
                    "v1:efd7593adb7c9e946e95944896d9b101c112f47b6e57dcf2b567f4a3d2a4f9cb");
    private static final long INSTRUCTION_FINGERPRINT = -623974307621001844L;

    private static final Currency EUR = Currency.of("EUR");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.000001Z");

    @Test
    void bringsTransferIdsToOneForm() {
        assertThat(TransferId.parse("0198C0DE-0000-7000-8000-00000000ABCD"))
                .hasToString("0198c0de-0000-7000-8000-00000000abcd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "0198c0de00007000800000000000abcd",
                "0198c0de-0000-7000-8000-00000000abc",
                "0198c0de-0000-7000-8000-00000000abcde",
                "0198c0de-0000-7000-8000_00000000abcd",
                "0198c0de-0000-7000-80000-0000000abcd",
                "0198c0de-0000-7000-8000-00000000abcg",
                "{198c0de-0000-7000-8000-00000000abc}",
                " 198c0de-0000-7000-8000-00000000abcd",
                "0198c0de-0000-7000-8000-0000000０abcd",
                "+198c0de-0000-7000-8000-00000000abcd"
            })
    void refusesWhatOnlyLooksLikeAnId(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TransferId.parse(text));
    }

    @Test
    void keepsUuidsIn16Bytes() {
        UUID id = UUID.fromString("ffffffff-0000-7000-8000-00000000abcd");

        assertThat(Uuids.fromBytes(ByteBuffer.wrap(Uuids.toBytes(id)))).isEqualTo(id);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Uuids.fromBytes(ByteBuffer.allocate(15)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "alice", "Fees:EUR.2026_x-1", "suspense:EUR"})
    void takesAccountIds(String text) {
        assertThat(new AccountId(text)).hasToString(text);
        assertThat(new AccountId(text).isReserved()).isEqualTo(text.startsWith("suspense:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", ".a", "-a", ":a", "a/b", "a b", "аlice", "ａ", "é", "a\n", "a\u0000"
            })
    void refusesWhatOnlyLooksLikeAnAccountId(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountId(text));
    }

    @Test
    void limitsAccountIdsTo64Characters() {
        assertThat(AccountId.isValid("a".repeat(64))).isTrue();
        assertThat(AccountId.isValid("a".repeat(65))).isFalse();
        assertThat(AccountId.suspense(EUR)).hasToString("suspense:EUR");
    }

    @ParameterizedTest
    @CsvSource({
        "0, false",
        "-1, false",
        "1, true",
        "9007199254740991, true",
        "9007199254740992, false",
        "9223372036854775807, false"
    })
    void takesPositiveAmountsUpToWhatJsonKeepsExact(long minor, boolean good) {
        if (good) {
            assertThat(new Money(minor, EUR).minor()).isEqualTo(minor);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> new Money(minor, EUR));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, 2", "USD, 2", "JPY, 0", "ISK, 0", "KWD, 3", "TND, 3", "CLF, 4", "UYW, 4", "XCG, 2"
    })
    void knowsTheDecimalsOfCurrencies(String code, int exponent) {
        assertThat(Currency.of(code).exponent()).isEqualTo(exponent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "eur", "EU", "EURO", "XXX", "XTS", "XAU", "DEM", "HRK", "BGN", "ANG"})
    void knowsActiveCurrenciesOnly(String code) {
        assertThat(Currency.find(code)).isEmpty();
    }

    @Test
    void agreesWithThePlatformOnTheDecimalsOfWhatBothKnow() {
        for (java.util.Currency theirs : java.util.Currency.getAvailableCurrencies()) {
            Currency.find(theirs.getCurrencyCode())
                    .ifPresent(ours ->
                            assertThat(ours.exponent())
                                    .as(ours.code())
                                    .isEqualTo(theirs.getDefaultFractionDigits()));
        }
    }

    /// Literal values: they are in the log, so nobody may ever compute others for the same content.
    @Test
    void fingerprintsTheSameContentTheSameForEver() {
        assertThat(ContentDigest.of(transfer("memo", "a", "1"))).hasToString(TRANSFER_DIGEST);
        assertThat(
                        ContentDigest.of(
                                new OpenAccount(
                                        EUR,
                                        new OverdraftLimit.Limited(500),
                                        new TreeMap<>(Map.of("k", "v")),
                                        NOON)))
                .hasToString(OPENING_DIGEST);
        assertThat(
                        new Instruction(
                                        1,
                                        new InstructionId(
                                                new AccountKey(
                                                        Tenant.DEFAULT, new AccountId("alice")),
                                                TransferId.parse(
                                                        "0198c0de-0000-7000-8000-000000000001"),
                                                RequestKind.TRANSFER,
                                                null,
                                                0,
                                                Action.POST_DEBIT),
                                        new Money(1, EUR),
                                        false,
                                        NOON,
                                        NOON)
                                .fingerprint())
                .isEqualTo(INSTRUCTION_FINGERPRINT);
    }

    @Test
    void bringsTheResultsOfLegsUpToDate() {
        List<LegResult> before =
                List.of(new LegResult(0, 5, BigInteger.ONE), new LegResult(2, 7, BigInteger.TWO));
        List<Posting> postings =
                List.of(
                        new Posting(0, Action.HOLD, 6, BigInteger.ONE),
                        new Posting(0, Action.CAPTURE, 9, BigInteger.ZERO),
                        new Posting(0, Action.SUSPENSE, 40, BigInteger.TEN),
                        new Posting(1, Action.POST_CREDIT, 2, BigInteger.TEN));

        assertThat(LegResult.after(before, postings))
                .containsExactly(
                        new LegResult(0, 9, BigInteger.ZERO),
                        new LegResult(1, 2, BigInteger.TEN),
                        new LegResult(2, 7, BigInteger.TWO));
    }

    @ParameterizedTest
    @CsvSource({"0, false", "-1, false", "1, true", "9007199254740992, false"})
    void takesPositiveAmountsInCommands(long minor, boolean good) {
        List<ThrowingCallable> commands =
                List.of(
                        () -> new TransferCommand.Capture(minor, true),
                        () -> new TransferCommand.Reversal(minor, null));
        for (ThrowingCallable command : commands) {
            if (good) {
                assertThatNoException().isThrownBy(command);
            } else {
                assertThatIllegalArgumentException().isThrownBy(command);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "9007199254740991, true", "9007199254740992, false"})
    void takesWholeOverdraftLimits(long minor, boolean good) {
        if (good) {
            assertThat(new AccountCommand.ChangeOverdraftLimit(minor).limit())
                    .isEqualTo(new OverdraftLimit.Limited(minor));
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new AccountCommand.ChangeOverdraftLimit(minor));
        }
    }

    @Test
    void fingerprintsTheSameCommandTheSameForEver() {
        assertThat(
                        List.of(
                                ContentDigest.of(new TransferCommand.Capture(500L, false)),
                                ContentDigest.of(new TransferCommand.Void()),
                                ContentDigest.of(new TransferCommand.Reversal(null, "why")),
                                ContentDigest.of(new AccountCommand.Freeze(null)),
                                ContentDigest.of(new AccountCommand.ChangeOverdraftLimit(0))))
                .map(ContentDigest::text)
                .isEqualTo(COMMAND_DIGESTS);
    }

    @Test
    void fingerprintsTheKindOfACommandAndAllThatWasAskedWithIt() {
        assertThat(
                        List.of(
                                ContentDigest.of(new TransferCommand.Capture(500L, false)),
                                ContentDigest.of(new TransferCommand.Capture(500L, true)),
                                ContentDigest.of(new TransferCommand.Capture(501L, true)),
                                ContentDigest.of(new TransferCommand.Capture(null, true)),
                                ContentDigest.of(new TransferCommand.Capture(null, false)),
                                ContentDigest.of(new TransferCommand.Void()),
                                ContentDigest.of(new TransferCommand.Reversal(500L, null)),
                                ContentDigest.of(new TransferCommand.Reversal(null, null)),
                                ContentDigest.of(new TransferCommand.Reversal(500L, "")),
                                ContentDigest.of(new TransferCommand.Reversal(500L, "why")),
                                ContentDigest.of(new AccountCommand.Freeze(null)),
                                ContentDigest.of(new AccountCommand.Freeze("")),
                                ContentDigest.of(new AccountCommand.Freeze("why")),
                                ContentDigest.of(new AccountCommand.Unfreeze("why")),
                                ContentDigest.of(new AccountCommand.Close("why")),
                                ContentDigest.of(new AccountCommand.ChangeOverdraftLimit(0)),
                                ContentDigest.of(new AccountCommand.ChangeOverdraftLimit(1))))
                .doesNotHaveDuplicates();
    }

    @Test
    void fingerprintsWhatTheClientAskedAndNothingElse() {
        TransferRequest plain = transfer("memo", "a", "1");
        TransferRequest stamped =
                new TransferRequest(
                        plain.legs().stream()
                                .map(leg ->
                                        new Leg(
                                                leg.account(),
                                                leg.direction(),
                                                leg.amount(),
                                                new AccountFacts(EUR, false, false)))
                                .toList(),
                        plain.capture(),
                        plain.expiresAt(),
                        plain.happenedAt(),
                        NOON.plusSeconds(5),
                        NOON.plusSeconds(9),
                        plain.description(),
                        plain.metadata());

        assertThat(ContentDigest.of(stamped)).isEqualTo(ContentDigest.of(plain));
        assertThat(
                        List.of(
                                ContentDigest.of(transfer("Memo", "a", "1")),
                                ContentDigest.of(transfer("memo", "a1", "")),
                                ContentDigest.of(transfer("memo", "", "a1")),
                                ContentDigest.of(transfer(null, "a", "1")),
                                ContentDigest.of(plain)))
                .doesNotHaveDuplicates();
    }

    private static TransferRequest transfer(@Nullable String memo, String key, String value) {
        return new TransferRequest(
                List.of(
                        new Leg(new AccountId("alice"), Direction.DEBIT, new Money(1, EUR), null),
                        new Leg(new AccountId("bob"), Direction.CREDIT, new Money(1, EUR), null)),
                Capture.AUTOMATIC,
                null,
                NOON,
                null,
                NOON,
                memo,
                new TreeMap<>(Map.of(key, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1969-12-31T23:59:59.999999Z, -1",
        "2026-11-23T12:00:00.000001Z, 1795435200000001"
    })
    void keepsTimesAsMicroseconds(Instant time, long micros) {
        assertThat(Micros.of(time)).isEqualTo(micros);
        assertThat(Micros.toInstant(micros)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/1", "a", "a/", "a/x", "a/1/2", "a/99999999999999999999"})
    void refusesWhatIsNoReplyAddress(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ReplyTo.parse(text));
    }

    @Test
    void readsReplyAddresses() {
        assertThat(ReplyTo.parse("a1b2/-7")).isEqualTo(new ReplyTo("a1b2", -7));
        assertThat(ReplyTo.parse("a1b2/7")).hasToString("a1b2/7");
    }
}
