package dev.kontor.account;

import static dev.kontor.account.domain.Samples.NO_OVERDRAFT;
import static dev.kontor.account.domain.Samples.WITHOUT_LIMIT;
import static dev.kontor.account.domain.Samples.commanded;
import static dev.kontor.account.domain.Samples.credit;
import static dev.kontor.account.domain.Samples.debit;
import static dev.kontor.account.domain.Samples.open;
import static dev.kontor.account.domain.Samples.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.codec.InstructionRecords;
import dev.kontor.events.model.AccountCommand;
import dev.kontor.events.model.Action;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.RequestKind;
import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Partitions;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.TopicSettings;
import dev.kontor.events.topic.Writer;
import dev.kontor.local.TestDatabase;
import dev.kontor.local.TestServers;
import dev.kontor.processing.rebuild.Rebuild;
import dev.kontor.processing.rebuild.Rebuild.Result;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// The accounts as the log makes them a second time.
class RebuildIT {
    private final TestDatabase database = TestServers.freshDatabase();
    private final JdbcTemplate sql =
            new JdbcTemplate(
                    new DriverManagerDataSource(
                            database.jdbcUrl("account"),
                            database.username("account"),
                            database.password("account")));
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void comesToTheSameAccountsAnswersAndCommands() {
        try (ConfigurableApplicationContext _ = start("--server.port=0");
                KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int times = 1; times <= 2; times++) {
                work(producer);
                producer.flush();
                awaitApplied();
            }

            assertThat(verify()).as(this::said).isEqualTo(Result.DONE);
            assertThat(said())
                    .containsPattern("account +[1-9]")
                    .containsPattern("answer +[1-9]")
                    .containsPattern("command +[1-9]");

            sql.update("update account set posted = posted + 1 where account = 'rebuild-alice'");
            assertThat(verify()).isEqualTo(Result.DIFFERENT);
            assertThat(said()).contains("account (default,rebuild-alice): differs in posted");
        }
    }

    /// Everything an account can be told, with what is refused, repeated and in conflict.
    private static void work(KafkaProducer<byte[], byte[]> producer) {
        String alice = "rebuild-alice";
        ask(producer, open(alice, NO_OVERDRAFT, 0));
        ask(producer, open(alice, "another content", 1));
        ask(producer, open("rebuild-world", WITHOUT_LIMIT, 0));
        tell(producer, debit("rebuild-world", 5_000, 901));
        tell(producer, credit(alice, 1_000, 902));
        tell(producer, debit(alice, 300, 903));
        tell(producer, debit(alice, 9_000, 904));
        tell(producer, debit("rebuild-nobody", 1, 905));
        tell(producer, told(Action.HOLD, alice, 200, 906));
        tell(producer, told(Action.CAPTURE, RequestKind.CAPTURE, 8, alice, 150, 906));
        tell(producer, told(Action.RELEASE, RequestKind.VOID, 9, alice, 50, 906));
        ask(producer, commanded(alice, 1, new AccountCommand.Freeze("why"), 907));
        ask(producer, commanded(alice, 1, new AccountCommand.Freeze("another why"), 908));
        tell(producer, debit(alice, 1, 909));
        ask(producer, commanded(alice, 2, new AccountCommand.Close(null), 910));
        ask(producer, commanded(alice, 3, new AccountCommand.Unfreeze(null), 911));
        ask(producer, commanded(alice, 4, new AccountCommand.ChangeOverdraftLimit(70), 912));
    }

    /// The account's last command is the last of its records, and so of all that decide anything.
    private void awaitApplied() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> sql.queryForList("select 1 from command").size() == 4);
    }

    private Result verify() {
        said.reset();
        PrintStream before = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try (ConfigurableApplicationContext context = start("--kontor.rebuild.mode=verify")) {
            return context.getBean(Rebuild.class).run();
        } finally {
            System.setOut(before);
        }
    }

    private ConfigurableApplicationContext start(String setting) {
        return new SpringApplicationBuilder(AccountServiceApplication.class)
                .run(
                        setting,
                        "--spring.kafka.bootstrap-servers=" + TestServers.bootstrapServers(),
                        "--spring.datasource.url=" + database.jdbcUrl("account"),
                        "--spring.datasource.username=" + database.username("account"),
                        "--spring.datasource.password=" + database.password("account"));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static void ask(KafkaProducer<byte[], byte[]> producer, InstructionRecord record) {
        send(producer, Writer.REQUEST_SERVICE, record);
    }

    private static void tell(KafkaProducer<byte[], byte[]> producer, InstructionRecord record) {
        send(producer, Writer.LEDGER_PROCESSOR, record);
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer, Writer writer, InstructionRecord record) {
        byte[] key = record.key().toString().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> sent =
                new ProducerRecord<>(
                        Topic.INSTRUCTIONS.topicName(),
                        Partitions.of(key, TopicSettings.LOCAL.partitions(Topic.INSTRUCTIONS)),
                        key,
                        InstructionRecords.encode(record));
        sent.headers().add(Headers.WRITER, writer.text().getBytes(StandardCharsets.UTF_8));
        Future<RecordMetadata> _ = producer.send(sent);
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
