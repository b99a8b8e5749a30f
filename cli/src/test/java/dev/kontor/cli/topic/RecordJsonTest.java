package dev.kontor.cli.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.kontor.cli.console.Json;
import dev.kontor.events.model.Uuids;
import dev.kontor.events.proto.AccountEventRecord;
import dev.kontor.events.proto.Action;
import dev.kontor.events.proto.Balance;
import dev.kontor.events.proto.Capture;
import dev.kontor.events.proto.DeadLetterRecord;
import dev.kontor.events.proto.Direction;
import dev.kontor.events.proto.EntryPosted;
import dev.kontor.events.proto.InstructionRecord;
import dev.kontor.events.proto.Leg;
import dev.kontor.events.proto.MetadataEntry;
import dev.kontor.events.proto.OpenAccount;
import dev.kontor.events.proto.OverdraftLimit;
import dev.kontor.events.proto.TransferRecord;
import dev.kontor.events.proto.TransferRequest;
import java.math.BigInteger;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

    private static final UUID ID = UUID.fromString("01234567-89ab-7cde-8f01-23456789abcd");

    @Test
    void printsATransferAsTheApiWritesIt() {
        TransferRecord transfer =
                TransferRecord.newBuilder()
                        .setRules(1)
                        .setTenant("default")
                        .setTransferId(ByteString.copyFrom(Uuids.toBytes(ID)))
                        .setRequest(
                                TransferRequest.newBuilder()
                                        .addLegs(
                                                Leg.newBuilder()
                                                        .setAccount("alice")
                                                        .setDirection(Direction.DEBIT)
                                                        .setAmount(1250)
                                                        .setCurrency("EUR"))
                                        .setCapture(Capture.AUTOMATIC)
                                        .setReceivedAt(1_700_000_000_123_456L)
                                        .addMetadata(
                                                MetadataEntry.newBuilder()
                                                        .setKey("order")
                                                        .setValue("o-1")))
                        .build();
        assertThat(Json.compact(RecordJson.of(transfer)))
                .isEqualTo(
                        "{\"rules\":1,\"tenant\":\"default\","
                                + "\"transfer_id\":\"01234567-89ab-7cde-8f01-23456789abcd\","
                                + "\"request\":{\"legs\":[{\"account\":\"alice\","
                                + "\"direction\":\"debit\",\"amount\":1250,\"currency\":\"EUR\"}],"
                                + "\"capture\":\"automatic\","
                                + "\"received_at\":\"2023-11-14T22:13:20.123456Z\","
                                + "\"metadata\":{\"order\":\"o-1\"}}}");
    }

    @Test
    void printsBalancesBeyond64Bits() {
        BigInteger large = BigInteger.TWO.pow(80).negate();
        AccountEventRecord event =
                AccountEventRecord.newBuilder()
                        .setEntry(
                                EntryPosted.newBuilder()
                                        .setAction(Action.POST_DEBIT)
                                        .setBalanceAfter(
                                                Balance.newBuilder()
                                                        .setLarge(
                                                                ByteString.copyFrom(
                                                                        large.toByteArray()))))
                        .build();
        assertThat(Json.compact(RecordJson.of(event)))
                .contains("\"balance_after\":-1208925819614629174706176")
                .contains("\"action\":\"post_debit\"");
    }

    @Test
    void tellsALimitFromNone() {
        assertThat(opening(OverdraftLimit.newBuilder().setWithoutLimit(true).build()))
                .contains("\"overdraft_limit\":null");
        assertThat(opening(OverdraftLimit.newBuilder().setAmount(0).build()))
                .contains("\"overdraft_limit\":0");
    }

    @Test
    void printsBytesOfNoKnownMeaningAsBase64() {
        DeadLetterRecord letter =
                DeadLetterRecord.newBuilder()
                        .setTopic("transfers")
                        .setValue(ByteString.copyFromUtf8("?"))
                        .build();
        assertThat(Json.compact(RecordJson.of(letter))).contains("\"value\":\"Pw==\"");
    }

    private static String opening(OverdraftLimit limit) {
        return Json.compact(
                RecordJson.of(
                        InstructionRecord.newBuilder()
                                .setOpen(OpenAccount.newBuilder().setOverdraftLimit(limit))
                                .build()));
    }
}
