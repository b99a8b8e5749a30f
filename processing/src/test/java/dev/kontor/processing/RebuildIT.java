package dev.kontor.processing;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A state built again beside the live one, of a service that goes on meanwhile.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RebuildIT {
    private final TestDatabase database = TestServers.freshDatabase();
    private final JdbcTemplate sql = new JdbcTemplate(dataSource(database));
    private final String run = "rebuild-" + UUID.randomUUID();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", TestServers.bootstrapServers()),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
    private final Set<String> sent = new TreeSet<>();
    private final Map<Integer, String> last = new ConcurrentHashMap<>();
    private final ConfigurableApplicationContext service = start(database);

    @BeforeEach
    void work() {
        said.reset();
        send(100);
        awaitApplied();
    }

    /// Each key was sent once, so it is known what is right.
    @AfterEach
    void mend() {
        sql.update("delete from seen where key = 'made-up'");
        sql.batchUpdate(
                """
                insert into seen (key, times) values (?, 1)
                on conflict (key) do update set times = 1
                """,
                sent.stream().map(key -> new Object[] {key}).toList());
        sql.execute("drop table if exists stranger");
        tables("ledger_rebuild")
                .forEach(table -> sql.execute("drop table ledger_rebuild." + table));
    }

    @AfterAll
    void stop() {
        service.close();
        producer.close();
    }

    @Test
    void findsWhatTheLogMakesEqualAndLeavesNothing() {
        assertThat(rebuild("verify")).isEqualTo(Result.DONE);

        assertThat(said()).contains("seen", "equal", "/s").doesNotContain("DIFFERS");
        assertNothingIsLeft();
    }

    @Test
    void namesEachRowThatDiffers() {
        List<String> keys = List.copyOf(sent);
        sql.update("update seen set times = 2 where key = ?", keys.get(0));
        sql.update("delete from seen where key = ?", keys.get(1));
        sql.update("insert into seen (key, times) values ('made-up', 1)");

        assertThat(rebuild("verify")).isEqualTo(Result.DIFFERENT);

        assertThat(said())
                .contains("DIFFERS")
                .contains("seen (%s): differs in times".formatted(keys.get(0)))
                .contains("seen (%s): follows from the log".formatted(keys.get(1)))
                .contains("seen (made-up): is in the live state and does not");
        assertThat(rebuild("discard")).isEqualTo(Result.DONE);
        assertNothingIsLeft();
    }

    @Test
    void namesATableThatNoMigrationMakes() {
        sql.execute("create table stranger (id integer primary key)");

        assertThat(rebuild("verify")).isEqualTo(Result.DIFFERENT);

        assertThat(said()).contains("No migration makes the table stranger");
    }

    @Test
    void goesOnAfterItWasInterrupted() {
        sql.update("delete from seen where key = ?", sent.iterator().next());
        assertThat(rebuild("verify")).isEqualTo(Result.DIFFERENT);
        long kept = rebuiltRecords();
        send(100);
        awaitApplied();

        assertThat(rebuild("verify")).isEqualTo(Result.DIFFERENT);

        assertThat(said()).contains("Going on").contains("Applied 100 records");
        assertThat(rebuiltRecords()).isEqualTo(kept + 100);
    }

    @Test
    void startsOverIfAnotherBuildBegan() {
        sql.update("delete from seen where key = ?", sent.iterator().next());
        rebuild("verify");
        sql.update("update ledger_rebuild.rebuild set build = 'another'");

        rebuild("verify");

        assertThat(said()).contains("by another build. Starting over");
        assertThat(rebuild("verify", "--kontor.rebuild.restart=true")).isEqualTo(Result.DIFFERENT);
        assertThat(said()).contains("is not wanted. Starting over");
    }

    @Test
    void isAloneAtItsWork() throws SQLException {
        try (Connection other = dataSource(database).getConnection()) {
            try (var lock =
                    other.prepareStatement(
                            "select pg_advisory_lock("
                                    + "hashtextextended('kontor ledger_rebuild', 0))")) {
                lock.execute();
            }

            assertThat(rebuild("verify")).isEqualTo(Result.FAILED);
        }

        assertThat(said()).contains("Another rebuild is at work in the schema ledger_rebuild");
        assertNothingIsLeft();
    }

    @Test
    void saysWhatADatabaseOfAnEarlierVersionLacks() {
        TestDatabase old = TestServers.freshDatabase();
        new JdbcTemplate(dataSource(old)).execute("drop schema ledger_rebuild");

        assertThat(rebuild(old, "verify")).isEqualTo(Result.FAILED);

        assertThat(said()).contains("create schema ledger_rebuild authorization ledger;");
    }

    @Test
    void saysThatALostStateIsBuiltByTheServiceItself() {
        assertThat(rebuild(TestServers.freshDatabase(), "verify")).isEqualTo(Result.FAILED);

        assertThat(said()).contains("There is no live state").contains("Start the service");
    }

    @Test
    void keepsTheLiveStateIfTheyDiffer() {
        sql.update("insert into seen (key, times) values ('made-up', 1)");

        assertThat(rebuild("switch")).isEqualTo(Result.DIFFERENT);

        assertThat(times("made-up")).containsExactly(1);
        assertThat(rebuild("switch", "--kontor.rebuild.even-if-different=true"))
                .isEqualTo(Result.DONE);
        assertThat(times("made-up")).isEmpty();
        assertNothingIsLeft();
        send(100);
        awaitApplied();
    }

    @Test
    void switchesUnderLoadWithoutLosingOrRepeatingAnything() throws Exception {
        AtomicBoolean isEnough = new AtomicBoolean();
        CompletableFuture<Void> load =
                CompletableFuture.runAsync(() -> {
                    while (!isEnough.get()) {
                        send(20);
                    }
                });
        String before = oid();

        assertThat(rebuild("switch")).as(said()).isEqualTo(Result.DONE);
        isEnough.set(true);
        load.get();

        assertThat(oid()).isNotEqualTo(before);
        awaitApplied();
        assertThat(sql.queryForList("select distinct times from seen", Integer.class))
                .containsExactly(1);
        assertNothingIsLeft();
        assertThat(rebuild("verify")).as(said()).isEqualTo(Result.DONE);
    }

    @Test
    void publishesNothingAgain() {
        awaitAnEmptyOutbox();
        long before = Published.records();

        assertThat(rebuild("verify")).isEqualTo(Result.DONE);
        assertThat(rebuild("switch")).isEqualTo(Result.DONE);
        send(10);
        awaitApplied();
        awaitAnEmptyOutbox();

        assertThat(Published.records()).isEqualTo(before + 10);
    }

    /// As after a crash: nobody else sends what stands in the outbox.
    @Test
    void handsOverWhatIsStillToBeSent() {
        TestDatabase other = TestServers.freshDatabase();
        JdbcTemplate there = new JdbcTemplate(dataSource(other));
        start(other).close();
        byte[] key = (run + "/unsent").getBytes(StandardCharsets.UTF_8);
        byte[] outputs =
                OutboxCodec.encode(List.of(new Output(Topic.INSTRUCTIONS, key, key, false, null)));
        there.update(
                "insert into position (topic, partition, token, next_offset, acknowledged)"
                        + " values ('transfers', 0, gen_random_uuid(), 0, '\\x0102')"
                        + " on conflict (topic, partition) do update set acknowledged = '\\x0102'");
        there.update("insert into outbox values ('transfers', 0, 5, ?)", outputs);

        assertThat(rebuild(other, "switch")).as(said()).isEqualTo(Result.DONE);

        assertThat(there.queryForObject("select outputs from outbox", byte[].class))
                .isEqualTo(outputs);
        assertThat(
                        there.queryForObject(
                                "select acknowledged from position where partition = 0",
                                byte[].class))
                .containsExactly(1, 2);
    }

    @Test
    void takesGrantsAlongAndSparesTablesOfOthers() {
        sql.execute("create table stranger (id integer primary key)");
        sql.execute("grant select on seen to query");

        assertThat(rebuild("switch", "--kontor.rebuild.even-if-different=true"))
                .as(said())
                .isEqualTo(Result.DONE);

        assertThat(
                        sql.queryForObject(
                                "select has_table_privilege('query', 'seen', 'select')",
                                Boolean.class))
                .isTrue();
        assertThat(sql.queryForList("select id from stranger")).isEmpty();
    }

    private static ConfigurableApplicationContext start(TestDatabase database, String... more) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "--spring.application.name=ledger-processor",
                                "--spring.kafka.bootstrap-servers="
                                        + TestServers.bootstrapServers(),
                                "--spring.datasource.url=" + database.jdbcUrl("ledger"),
                                "--spring.datasource.username=ledger",
                                "--spring.datasource.password=ledger",
                                "--spring.flyway.locations=classpath:db/toy",
                                "--spring.main.web-application-type=none"));
        settings.addAll(List.of(more));
        return new SpringApplicationBuilder(ToyApplication.class)
                .run(settings.toArray(String[]::new));
    }

    private Result rebuild(String mode, String... more) {
        return rebuild(database, mode, more);
    }

    private Result rebuild(TestDatabase in, String mode, String... more) {
        List<String> settings = new ArrayList<>(List.of(more));
        settings.add("--kontor.rebuild.mode=" + mode);
        PrintStream before = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try (ConfigurableApplicationContext context = start(in, settings.toArray(String[]::new))) {
            return context.getBean(Rebuild.class).run();
        } finally {
            System.setOut(before);
        }
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            String key = run + "/" + UUID.randomUUID();
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            int partition = Partitions.of(bytes, TopicSettings.LOCAL.partitions(Topic.TRANSFERS));
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(
                            Topic.TRANSFERS.topicName(),
                            partition,
                            bytes,
                            ToyProcessor.REQUEST.getBytes(StandardCharsets.UTF_8));
            record.headers()
                    .add(
                            Headers.WRITER,
                            Writer.REQUEST_SERVICE.text().getBytes(StandardCharsets.UTF_8));
            Future<RecordMetadata> _ = producer.send(record);
            sent.add(key);
            last.put(partition, key);
        }
        producer.flush();
    }

    /// Waits for the last of each partition, and so for all.
    private void awaitApplied() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> last.values().stream().allMatch(key -> times(key).size() == 1));
    }

    private List<Integer> times(String key) {
        return sql.queryForList("select times from seen where key = ?", Integer.class, key);
    }

    private String oid() {
        return String.valueOf(
                sql.queryForObject("select 'ledger.seen'::regclass::oid", Long.class));
    }

    private long rebuiltRecords() {
        return Objects.requireNonNull(
                sql.queryForObject(
                        "select sum(next_offset) from ledger_rebuild.position", Long.class));
    }

    private void assertNothingIsLeft() {
        assertThat(tables("ledger_rebuild")).isEmpty();
    }

    private List<String> tables(String schema) {
        return sql.queryForList(
                "select tablename from pg_tables where schemaname = ?", String.class, schema);
    }

    /// What is acknowledged stays for ten seconds, which nobody has to wait.
    private void awaitAnEmptyOutbox() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> {
                    ToyApplication.pass(Duration.ofSeconds(11));
                    return outboxRows() == 0;
                });
    }

    private long outboxRows() {
        return Objects.requireNonNull(
                sql.queryForObject("select count(*) from outbox", Long.class));
    }

    private static DriverManagerDataSource dataSource(TestDatabase database) {
        return new DriverManagerDataSource(database.jdbcUrl("ledger"), "ledger", "ledger");
    }
}
