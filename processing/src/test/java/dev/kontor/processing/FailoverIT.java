package dev.kontor.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Partitions;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.http.status.StatusSource;
import dev.kontor.local.TestDatabase;
import dev.kontor.local.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Two instances of a service, of which one, in a process of its own, is killed or told to stop.
class FailoverIT {
    private static final int PARTITIONS = 12;

    private final TestDatabase database = TestServers.freshDatabase();
    private final JdbcTemplate sql =
            new JdbcTemplate(
                    new DriverManagerDataSource(database.jdbcUrl("ledger"), "ledger", "ledger"));
    private final String service = "toy-" + UUID.randomUUID();
    private final Process other = startOther();
    private final ConfigurableApplicationContext here =
            new SpringApplicationBuilder(ToyApplication.class).run(settings("here"));

    @AfterEach
    void stop() {
        other.destroyForcibly();
        here.close();
    }

    @Test
    void hasTakenOverWithinTenSecondsOfAKill() {
        awaitOwned(PARTITIONS / 2);
        assertThat(timeToTakeOver(other::destroyForcibly)).isLessThan(Duration.ofSeconds(10));
    }

    /// So nobody waits for its session to end.
    @Test
    void leavesTheGroupBeforeItEndsWhenToldToStop() throws Exception {
        awaitOwned(PARTITIONS / 2);
        assertThat(members()).isEqualTo(2);
        other.destroy();
        other.waitFor();

        assertThat(members()).isEqualTo(1);
        awaitOwned(PARTITIONS);
    }

    /// Until records of all partitions are applied that were sent after that.
    private Duration timeToTakeOver(Runnable end) {
        long begunAt = System.nanoTime();
        end.run();
        List<String> keys = sendToEveryPartition();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> timesApplied(keys).size() == keys.size());
        Duration time = Duration.ofNanos(System.nanoTime() - begunAt);
        awaitOwned(PARTITIONS);
        assertThat(timesApplied(keys)).containsOnly(1);
        return time;
    }

    private int members() throws Exception {
        String group = service + "." + Topic.TRANSFERS.topicName();
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", TestServers.bootstrapServers()))) {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .mapToInt(described -> described.members().size())
                    .sum();
        }
    }

    private void awaitOwned(int partitions) {
        Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> owned() == partitions);
    }

    private long owned() {
        return here.getBean(StatusSource.class).partitions().stream()
                .filter(each -> "here".equals(each.owner()))
                .count();
    }

    private List<Integer> timesApplied(List<String> keys) {
        return sql.queryForList(
                "select times from seen where key = any (?)",
                Integer.class,
                (Object) keys.toArray(String[]::new));
    }

    private List<String> sendToEveryPartition() {
        List<String> keys = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", TestServers.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                String key = keyOf(partition);
                keys.add(key);
                producer.send(request(key, partition)).get();
            }
        } catch (Exception e) {
            throw new IllegalStateException("the test could not send", e);
        }
        return keys;
    }

    private String keyOf(int partition) {
        while (true) {
            String key = service + "/" + UUID.randomUUID();
            if (Partitions.of(key.getBytes(StandardCharsets.UTF_8), PARTITIONS) == partition) {
                return key;
            }
        }
    }

    private static ProducerRecord<byte[], byte[]> request(String key, int partition) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        Topic.TRANSFERS.topicName(),
                        partition,
                        key.getBytes(StandardCharsets.UTF_8),
                        ToyProcessor.REQUEST.getBytes(StandardCharsets.UTF_8));
        record.headers()
                .add(
                        Headers.WRITER,
                        Writer.REQUEST_SERVICE.text().getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private Process startOther() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(ToyApplication.class.getName());
        command.addAll(List.of(settings("other")));
        try {
            return new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            throw new IllegalStateException("the other instance does not start", e);
        }
    }

    private String[] settings(String instance) {
        return new String[] {
            "--spring.application.name=" + service,
            "--spring.kafka.bootstrap-servers=" + TestServers.bootstrapServers(),
            "--spring.datasource.url=" + database.jdbcUrl("ledger"),
            "--spring.datasource.username=ledger",
            "--spring.datasource.password=ledger",
            "--spring.flyway.locations=classpath:db/toy",
            "--kontor.instance=" + instance,
            "--spring.main.web-application-type=none"
        };
    }
}
