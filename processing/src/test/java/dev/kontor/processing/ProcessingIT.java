package dev.kontor.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Partitions;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.TopicSettings;
import dev.kontor.events.topic.Writer;
import dev.kontor.http.status.PartitionStatus;
import dev.kontor.http.status.StatusSource;
import dev.kontor.local.TestDatabase;
import dev.kontor.local.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// The whole shell, as a service runs it, on real servers.
class ProcessingIT {
    private static final int PARTITIONS = 12;

    private final TestDatabase database = TestServers.freshDatabase();
    private final JdbcTemplate sql =
            new JdbcTemplate(
                    new DriverManagerDataSource(database.jdbcUrl("ledger"), "ledger", "ledger"));
    private final String service = "toy-" + UUID.randomUUID();
    private final List<ConfigurableApplicationContext> running = new ArrayList<>();

    @AfterEach
    void stop() {
        running.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void appliesEachRecordOnceAndPublishesWhatFollows() {
        start("a");
        Set<String> keys = send(200);

        awaitApplied(keys);

        assertThat(timesApplied(keys)).containsOnly(1);
        assertPositionsAreTheEndsOfTheLog();
        patiently().untilAsserted(() -> assertThat(published(keys)).hasSize(200));
        awaitAnEmptyOutbox();
        assertThat(published(keys)).as("none twice").hasSize(200);
        assertThat(status().stream().filter(each -> "a".equals(each.owner()))).hasSize(PARTITIONS);
        assertThat(status()).allMatch(each -> each.lag() == 0 && !each.halted());
    }

    @Test
    void goesOnWhereItStopped() {
        start("a");
        Set<String> before = send(50);
        awaitApplied(before);
        stop();
        Set<String> meanwhile = send(50);

        start("b");
        Set<String> after = send(50);

        awaitApplied(meanwhile);
        awaitApplied(after);
        assertThat(timesApplied(before)).containsOnly(1);
        assertThat(timesApplied(meanwhile)).containsOnly(1);
        assertPositionsAreTheEndsOfTheLog();
    }

    @Test
    void sharesPartitionsAndTakesThemOver() {
        start("a");
        start("b");
        patiently()
                .untilAsserted(() -> {
                    assertThat(ownedBy("a")).isEqualTo(PARTITIONS / 2);
                    assertThat(ownedBy("b")).isEqualTo(PARTITIONS / 2);
                });
        Set<String> shared = send(100);
        awaitApplied(shared);

        running.removeFirst().close();
        Set<String> alone = send(100);

        awaitApplied(alone);
        assertThat(ownedBy("b")).isEqualTo(PARTITIONS);
        assertThat(timesApplied(shared)).containsOnly(1);
        assertThat(timesApplied(alone)).containsOnly(1);
        patiently().untilAsserted(() -> assertThat(published(shared)).containsAll(shared));
    }

    @Test
    void isFencedByWhoeverClaimsAndClaimsBack() {
        start("a");
        awaitApplied(send(20));

        JdbcStateStore rival = new JdbcStateStore(rivalDataSource(), Topic.TRANSFERS);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            rival.claim(partition);
        }
        Set<String> keys = send(100);

        awaitApplied(keys);
        assertThat(timesApplied(keys)).containsOnly(1);
    }

    @Test
    void showsWhereAHaltedPartitionStandsWhileItsLogGrows() {
        String stop = service + "/stop";
        int halted = partition(stop);
        start("a", "--toy.stop-at=" + stop);
        send(Set.of(stop));
        Set<String> keys = send(100);

        awaitApplied(elsewhere(keys, halted));
        patiently().until(() -> status(halted).halted());
        PartitionStatus then = status(halted);
        keys.addAll(send(100));

        awaitApplied(elsewhere(keys, halted));
        patiently().until(() -> status(halted).end() == endOf(halted));
        assertThat(then.position()).isEqualTo(endOf(halted) - status(halted).lag());
        assertThat(then.lag()).isPositive().isLessThan(status(halted).lag());
        assertThat(status(halted).position()).isEqualTo(then.position());
        assertThat(status(halted).reason())
                .isEqualTo("offset " + then.position() + ": the toy says stop");
        assertThat(timesApplied(Set.of(stop))).isEmpty();
    }

    @Test
    void survivesThatPostgresIsGoneForAWhile() {
        start("a");
        awaitApplied(send(20));

        TestServers.postgres().kill();
        Set<String> keys = send(100);
        TestServers.postgres().restart();

        awaitApplied(keys);
        assertThat(timesApplied(keys)).containsOnly(1);
        patiently().untilAsserted(() -> assertThat(published(keys)).containsAll(keys));
        awaitAnEmptyOutbox();
    }

    @Test
    void survivesThatKafkaIsGoneForAWhile() {
        start("a");
        Set<String> keys = send(1_000);

        TestServers.kafka().kill();
        TestServers.kafka().restart();

        keys.addAll(send(100));
        awaitApplied(keys);
        assertThat(timesApplied(keys)).containsOnly(1);
        patiently().untilAsserted(() -> assertThat(published(keys)).containsAll(keys));
        awaitAnEmptyOutbox();
    }

    private void start(String instance, String... more) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "--spring.application.name=ledger-processor",
                                "--spring.kafka.bootstrap-servers="
                                        + TestServers.bootstrapServers(),
                                "--spring.datasource.url=" + database.jdbcUrl("ledger"),
                                "--spring.datasource.username=ledger",
                                "--spring.datasource.password=ledger",
                                "--spring.datasource.hikari.connection-timeout=500",
                                "--spring.flyway.locations=classpath:db/toy",
                                "--kontor.instance=" + instance,
                                "--spring.main.web-application-type=none"));
        settings.addAll(List.of(more));
        running.add(
                new SpringApplicationBuilder(ToyApplication.class)
                        .run(settings.toArray(String[]::new)));
    }

    private List<PartitionStatus> status() {
        return running.stream()
                .flatMap(each -> each.getBean(StatusSource.class).partitions().stream())
                .toList();
    }

    private PartitionStatus status(int partition) {
        return status().stream()
                .filter(each -> each.partition() == partition)
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> elsewhere(Set<String> keys, int partition) {
        return keys.stream().filter(key -> partition(key) != partition).collect(Collectors.toSet());
    }

    private static int partition(String key) {
        return Partitions.of(key.getBytes(StandardCharsets.UTF_8), PARTITIONS);
    }

    private static long endOf(int partition) {
        TopicPartition it = new TopicPartition(Topic.TRANSFERS.topicName(), partition);
        try (KafkaConsumer<byte[], byte[]> consumer = reader()) {
            return consumer.endOffsets(List.of(it)).getOrDefault(it, 0L);
        }
    }

    private long ownedBy(String instance) {
        return status().stream().filter(each -> instance.equals(each.owner())).count();
    }

    private DriverManagerDataSource rivalDataSource() {
        return new DriverManagerDataSource(database.jdbcUrl("ledger"), "ledger", "ledger");
    }

    /// @return the keys of the records sent
    private Set<String> send(int count) {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < count; i++) {
            keys.add(service + "/" + UUID.randomUUID());
        }
        send(keys);
        return keys;
    }

    private static void send(Set<String> keys) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String key : keys) {
                sent.add(producer.send(record(key, ToyProcessor.REQUEST)));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (Exception e) {
            throw new IllegalStateException("the test could not send", e);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String key, String kind) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        Topic.TRANSFERS.topicName(),
                        partition(key),
                        bytes,
                        kind.getBytes(StandardCharsets.UTF_8));
        record.headers()
                .add(
                        Headers.WRITER,
                        Writer.REQUEST_SERVICE.text().getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private void awaitApplied(Set<String> keys) {
        patiently().untilAsserted(() -> assertThat(timesApplied(keys)).hasSize(keys.size()));
    }

    private List<Integer> timesApplied(Set<String> keys) {
        return sql.queryForList(
                "select times from seen where key = any (?)",
                Integer.class,
                (Object) keys.toArray(String[]::new));
    }

    /// What is acknowledged stays for ten seconds, which nobody has to wait.
    private void awaitAnEmptyOutbox() {
        patiently()
                .untilAsserted(() -> {
                    ToyApplication.pass(Duration.ofSeconds(11));
                    assertThat(outboxRows()).isZero();
                });
    }

    private int outboxRows() {
        return Objects.requireNonNull(
                sql.queryForObject("select count(*) from outbox", Integer.class));
    }

    private void assertPositionsAreTheEndsOfTheLog() {
        Map<TopicPartition, Long> ends;
        try (KafkaConsumer<byte[], byte[]> consumer = reader()) {
            ends = consumer.endOffsets(partitions(Topic.TRANSFERS));
        }
        Map<TopicPartition, Long> positions = new HashMap<>();
        sql.query(
                "select partition, next_offset from position",
                row -> {
                    positions.put(
                            new TopicPartition(Topic.TRANSFERS.topicName(), row.getInt(1)),
                            row.getLong(2));
                });
        assertThat(positions).isEqualTo(ends);
    }

    /// @return the keys put out, as often as they were
    private List<String> published(Collection<String> keys) {
        List<String> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = reader()) {
            List<TopicPartition> partitions = partitions(Topic.INSTRUCTIONS);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream()
                    .anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(100))) {
                    String key = new String(record.key(), StandardCharsets.UTF_8);
                    if (keys.contains(key)) {
                        found.add(key);
                    }
                }
            }
        }
        return found;
    }

    private static KafkaConsumer<byte[], byte[]> reader() {
        return new KafkaConsumer<>(
                client(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(Topic topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < TopicSettings.LOCAL.partitions(topic); i++) {
            partitions.add(new TopicPartition(topic.topicName(), i));
        }
        return partitions;
    }

    private static Map<String, Object> client() {
        return Map.of(
                "bootstrap.servers", TestServers.bootstrapServers(), "auto.offset.reset", "none");
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(40));
    }
}
