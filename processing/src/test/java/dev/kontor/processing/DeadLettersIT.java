package dev.kontor.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.kontor.events.model.DeadLetter;
import dev.kontor.events.model.DeadLetterAction;
import dev.kontor.events.model.DeadLetterAction.Step;
import dev.kontor.events.model.DeadLetterId;
import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Partitions;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.Writer;
import dev.kontor.http.deadletter.DeadLetterBox;
import dev.kontor.http.deadletter.DeadLetterBox.Asker;
import dev.kontor.http.deadletter.DeadLetterBox.Filter;
import dev.kontor.http.deadletter.DeadLetterEntry;
import dev.kontor.http.deadletter.DeadLetterEntry.Status;
import dev.kontor.http.problem.ProblemException;
import dev.kontor.local.TestDatabase;
import dev.kontor.local.TestServers;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// What operators do about dead letters, on real servers.
class DeadLettersIT {
    private static final int PARTITIONS = 12;
    private static final String LATER = ToyProcessor.UNREADABLE + " before that build";
    private static final Asker ANNA = new Asker("anna", "127.0.0.1");

    private final TestDatabase database = TestServers.freshDatabase();
    private final JdbcTemplate sql =
            new JdbcTemplate(
                    new DriverManagerDataSource(database.jdbcUrl("ledger"), "ledger", "ledger"));
    private final String key = "toy/" + UUID.randomUUID();
    private ConfigurableApplicationContext service = start("");

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void listsWhatCannotBeReadAndWhy() {
        send(ToyProcessor.UNREADABLE);

        DeadLetterEntry entry = awaitLetter();

        assertThat(entry.status()).isEqualTo(Status.OPEN);
        assertThat(entry.reason()).isEqualTo("gibberish");
        assertThat(entry.id().topic()).isEqualTo(Topic.TRANSFERS.topicName());
        assertThat(entry.id().partition()).isEqualTo(partition());
        DeadLetter letter = box().open(entry.id()).orElseThrow().letter();
        assertThat(letter.value())
                .isEqualTo(ToyProcessor.UNREADABLE.getBytes(StandardCharsets.UTF_8));
        assertThat(letter.headers())
                .extracting(DeadLetter.Header::name)
                .containsExactly(Headers.WRITER, "theirs");
        MeterRegistry meters = service.getBean(MeterRegistry.class);
        assertThat(meters.get("kontor.dead.letters").counter().count()).isPositive();
        assertThat(meters.get("kontor.dead.letters.open").gauge().value()).isPositive();
    }

    @Test
    void refusesToRetryWhatThisBuildCannotReadAndRecordsThat() {
        send(ToyProcessor.UNREADABLE);
        DeadLetterId id = awaitLetter().id();

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> box().retry(id, ANNA))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo("action_refused"));

        assertThat(steps(id)).containsExactly(new Step.RetryRefused("gibberish"));
        assertThat(find(id).status()).isEqualTo(Status.OPEN);
    }

    @Test
    void retriesWhatALaterBuildCanReadAsOftenAsAskedAndAppliesIt() {
        send(LATER);
        DeadLetterId id = awaitLetter().id();
        service.close();
        service = start(LATER);

        DeadLetterEntry retried = box().retry(id, ANNA).orElseThrow();

        assertThat(retried.status()).isEqualTo(Status.RETRIED);
        assertThat(retried.actions())
                .extracting(DeadLetterAction::operator, DeadLetterAction::client)
                .containsOnly(tuple("anna", "127.0.0.1"));
        assertThat(steps(id)).first().isEqualTo(new Step.RetryBegun());
        assertThat(steps(id).getLast())
                .isInstanceOfSatisfying(
                        Step.Retried.class,
                        step -> {
                            assertThat(step.partition()).isEqualTo(partition());
                            assertThat(step.offset()).isGreaterThan(id.offset());
                        });
        patiently().untilAsserted(() -> assertThat(timesApplied()).containsExactly(1));
        assertThat(box().retry(id, ANNA).orElseThrow().actions()).hasSize(4);
        patiently().untilAsserted(() -> assertThat(timesApplied()).containsExactly(2));
    }

    @Test
    void keepsWhatWasDoneOverARestart() {
        send(ToyProcessor.UNREADABLE);
        DeadLetterId id = awaitLetter().id();
        box().discard(id, ANNA, "somebody tried things out");
        service.close();

        service = start("");

        assertThat(find(id).status()).isEqualTo(Status.DISCARDED);
        assertThat(steps(id)).containsExactly(new Step.Discarded("somebody tried things out"));
        assertThat(box().list(new Filter(null, Status.OPEN), null, false, 1_000))
                .extracting(DeadLetterEntry::id)
                .doesNotContain(id);
    }

    @Test
    void refusesToDiscardWhatWasRetried() {
        send(LATER);
        DeadLetterId id = awaitLetter().id();
        service.close();
        service = start(LATER);
        box().retry(id, ANNA);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> box().discard(id, ANNA, "too late"));

        assertThat(find(id).status()).isEqualTo(Status.RETRIED);
    }

    @Test
    void knowsNothingOfLettersThatAreNone() {
        DeadLetterId none = new DeadLetterId(Topic.TRANSFERS.topicName(), 0, Long.MAX_VALUE);

        assertThat(box().open(none)).isEmpty();
        assertThat(box().retry(none, ANNA)).isEmpty();
        assertThat(box().discard(none, ANNA, "a test")).isEmpty();
    }

    private ConfigurableApplicationContext start(String reads) {
        return new SpringApplicationBuilder(ToyApplication.class)
                .run(
                        "--spring.application.name=ledger-processor",
                        "--spring.kafka.bootstrap-servers=" + TestServers.bootstrapServers(),
                        "--spring.datasource.url=" + database.jdbcUrl("ledger"),
                        "--spring.datasource.username=ledger",
                        "--spring.datasource.password=ledger",
                        "--spring.flyway.locations=classpath:db/toy",
                        "--spring.main.web-application-type=none",
                        "--toy.reads=" + reads);
    }

    private DeadLetterBox box() {
        return service.getBean(DeadLetterBox.class);
    }

    private DeadLetterEntry awaitLetter() {
        return patiently().until(this::letters, found -> !found.isEmpty()).getFirst();
    }

    private List<DeadLetterEntry> letters() {
        return box().list(new Filter(null, null), null, false, 1_000).stream()
                .filter(entry -> entry.key().equals(key))
                .toList();
    }

    private DeadLetterEntry find(DeadLetterId id) {
        return box().open(id).orElseThrow().entry();
    }

    private List<Step> steps(DeadLetterId id) {
        return find(id).actions().stream().map(DeadLetterAction::step).toList();
    }

    private List<Integer> timesApplied() {
        return sql.queryForList("select times from seen where key = ?", Integer.class, key);
    }

    private void send(String kind) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        Topic.TRANSFERS.topicName(),
                        partition(),
                        bytes,
                        kind.getBytes(StandardCharsets.UTF_8));
        record.headers()
                .add(Headers.WRITER, Writer.REQUEST_SERVICE.text().getBytes(StandardCharsets.UTF_8))
                .add("theirs", new byte[] {7});
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", TestServers.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException("the test could not send", e);
        }
    }

    private int partition() {
        return Partitions.of(key.getBytes(StandardCharsets.UTF_8), PARTITIONS);
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(40));
    }
}
