package dev.kontor.request.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.codec.AccountEvents;
import dev.kontor.events.codec.TransferEvents;
import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.AccountCommandSnapshot;
import dev.kontor.events.model.AccountEvent;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.AccountSnapshot;
import dev.kontor.events.model.AccountStatus;
import dev.kontor.events.model.Capture;
import dev.kontor.events.model.CommandStatus;
import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.Direction;
import dev.kontor.events.model.Leg;
import dev.kontor.events.model.Money;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Reply;
import dev.kontor.events.model.Reply.Standing;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.model.TransferCommand;
import dev.kontor.events.model.TransferCommandSnapshot;
import dev.kontor.events.model.TransferEvent;
import dev.kontor.events.model.TransferId;
import dev.kontor.events.model.TransferKey;
import dev.kontor.events.model.TransferRequest;
import dev.kontor.events.model.TransferSnapshot;
import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Topic;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    private static final UUID ID = UUID.fromString("01990000-0000-7000-8000-0000000000aa");
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final int RULES = 2;

    private final WaitingRoom room = WaitingRoom.of("me", 10);
    private final AnswerReader reader = new AnswerReader(room);

    @Test
    void bringsEachAnswerOnATransferToTheOneWhoWaitsForIt() throws Exception {
        try (var transfer = room.transfers().register().orElseThrow();
                var command = room.transferCommands().register().orElseThrow();
                var missing = room.transferCommands().register().orElseThrow()) {
            // All three have the number that their own waiters gave them, so two have the same.
            read(new TransferEvent.Answer(RULES, transfer(), first(transfer)));
            read(new TransferEvent.CommandAnswer(RULES, transfer(), capture(), first(command)));
            read(new TransferEvent.CommandNotFound(RULES, transfer().key(), ID, first(missing)));

            assertThat(transfer.await(Duration.ZERO)).contains(answer(transfer()));
            assertThat(command.await(Duration.ZERO))
                    .contains(answer(new CommandReply.Recorded<>(transfer(), capture())));
            assertThat(missing.await(Duration.ZERO))
                    .contains(answer(new CommandReply.NotFound<>()));
        }
    }

    @Test
    void bringsEachAnswerOnAnAccountToTheOneWhoWaitsForIt() throws Exception {
        try (var account = room.accounts().register().orElseThrow();
                var command = room.accountCommands().register().orElseThrow();
                var missing = room.accountCommands().register().orElseThrow()) {
            read(new AccountEvent.Answer(RULES, account(), first(account)));
            read(new AccountEvent.CommandAnswer(RULES, account(), freeze(), first(command)));
            read(new AccountEvent.CommandNotFound(RULES, account().key(), ID, first(missing)));

            assertThat(account.await(Duration.ZERO)).contains(answer(account()));
            assertThat(command.await(Duration.ZERO))
                    .contains(answer(new CommandReply.Recorded<>(account(), freeze())));
            assertThat(missing.await(Duration.ZERO))
                    .contains(answer(new CommandReply.NotFound<>()));
        }
    }

    private void read(TransferEvent event) {
        reader.read(
                record(
                        Topic.TRANSFER_EVENTS,
                        event.key().toString(),
                        TransferEvents.encode(event)));
    }

    private void read(AccountEvent event) {
        reader.read(
                record(Topic.ACCOUNT_EVENTS, event.key().toString(), AccountEvents.encode(event)));
    }

    private static ConsumerRecord<byte[], byte[]> record(Topic topic, String key, byte[] value) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(
                        topic.topicName(), 0, 0, key.getBytes(StandardCharsets.UTF_8), value);
        record.headers().add(Headers.ANSWER, new byte[0]);
        return record;
    }

    private static List<Reply> first(Waiter<?> waiter) {
        return List.of(waiter.replyTo().as(Standing.FIRST));
    }

    private static <S> Answer<S> answer(S recorded) {
        return new Answer<>(Standing.FIRST, recorded);
    }

    private static TransferSnapshot transfer() {
        Money money = new Money(9, Currency.of("EUR"));
        return TransferSnapshot.received(
                new TransferKey(Tenant.DEFAULT, new TransferId(ID)),
                new TransferRequest(
                        List.of(
                                new Leg(new AccountId("a"), Direction.DEBIT, money, null),
                                new Leg(new AccountId("b"), Direction.CREDIT, money, null)),
                        Capture.MANUAL,
                        null,
                        null,
                        null,
                        NOW,
                        null,
                        new TreeMap<>()));
    }

    private static TransferCommandSnapshot capture() {
        TransferCommand capture = new TransferCommand.Capture(null, true);
        return new TransferCommandSnapshot(
                ID,
                capture,
                9L,
                CommandStatus.DONE,
                null,
                ContentDigest.of(capture),
                Conflicts.NONE,
                NOW,
                NOW);
    }

    private static AccountSnapshot account() {
        OpenAccount opening =
                new OpenAccount(
                        Currency.of("EUR"), new OverdraftLimit.Limited(0), new TreeMap<>(), NOW);
        return new AccountSnapshot(
                new AccountKey(Tenant.DEFAULT, new AccountId("a")),
                opening,
                ContentDigest.of(opening),
                AccountStatus.FROZEN,
                opening.overdraftLimit(),
                BigInteger.ZERO,
                0,
                2,
                NOW,
                NOW,
                Conflicts.NONE);
    }

    private static AccountCommandSnapshot freeze() {
        AccountCommand freeze = new AccountCommand.Freeze("stolen");
        return new AccountCommandSnapshot(
                ID,
                freeze,
                CommandStatus.DONE,
                null,
                ContentDigest.of(freeze),
                Conflicts.NONE,
                NOW,
                NOW);
    }
}
