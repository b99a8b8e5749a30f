package dev.kontor.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.topic.Headers;
import dev.kontor.events.topic.Partitions;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.TopicSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaPublisherTest {
    private final InMemoryBroker broker = new InMemoryBroker();
    private long nanos = 5;
    private final KafkaPublisher publisher =
            new KafkaPublisher(
                    broker::producer, TopicSettings.LOCAL, "account-service", () -> nanos);

    @BeforeEach
    void adopt() {
        broker.hold();
        publisher.adopt(0, List.of());
    }

    @Test
    void sendsWhatItIsGivenToWhereItBelongs() {
        publisher.publish(
                0,
                1,
                List.of(output("a"), new Output(Topic.ACCOUNTS, key("b"), key("b"), true, "00-t")));

        ProducerRecord<byte[], byte[]> first = broker.sent().getFirst();
        ProducerRecord<byte[], byte[]> second = broker.sent().getLast();
        assertThat(first.topic()).isEqualTo("instructions");
        assertThat(first.partition()).isEqualTo(Partitions.of(key("a"), 12));
        assertThat(header(first, Headers.WRITER)).contains("account-service");
        assertThat(header(first, Headers.ANSWER)).isEmpty();
        assertThat(header(first, Headers.TRACEPARENT)).isEmpty();
        assertThat(header(second, Headers.ANSWER)).contains("");
        assertThat(header(second, Headers.TRACEPARENT)).contains("00-t");
    }

    @Test
    void letsNothingOvertakeASendThatFailed() {
        publisher.publish(0, 1, List.of(output("a"), output("b")));
        broker.failOne();
        assertThat(broker.isClosed()).as("what is still in its buffer never leaves").isTrue();
        publisher.publish(0, 2, List.of(output("c")));
        publisher.publishLoose(List.of(output("d")));

        assertThat(publisher.failed()).isTrue();
        assertThat(broker.keys()).containsExactly("a", "b");
        assertThat(broker.producers()).isEqualTo(1);

        publisher.restart();
        assertThat(publisher.failed()).isFalse();
        publisher.adopt(0, List.of());
        publisher.publish(0, 1, List.of(output("a")));
        assertThat(broker.producers()).isEqualTo(2);
        assertThat(broker.keys()).containsExactly("a", "b", "a");
    }

    @Test
    void confirmsTenSecondsAfterTheLastOfARowIsAcknowledged() {
        publisher.publish(0, 4, List.of(output("a"), output("b")));
        broker.acknowledgeOne();
        pass(60);
        assertThat(publisher.confirmed(0)).isEmpty();

        broker.acknowledgeOne();
        pass(10);
        assertThat(publisher.confirmed(0)).isEmpty();

        nanos++;
        assertThat(publisher.confirmed(0)).map(StateStore.Confirmed::nextOffset).contains(4L);
    }

    @Test
    void confirmsRowsInTheirOrderOnly() {
        publisher.publish(0, 4, List.of(output("a")));
        broker.acknowledgeOne();
        pass(11);
        publisher.publish(0, 6, List.of(output("b")));

        assertThat(publisher.confirmed(0)).map(StateStore.Confirmed::nextOffset).contains(4L);
        broker.acknowledgeOne();
        pass(11);
        assertThat(publisher.confirmed(0)).map(StateStore.Confirmed::nextOffset).contains(6L);
    }

    @Test
    void remembersTheLastOutputToEachPartitionOfASourceTopic() {
        AcknowledgedOutput before = new AcknowledgedOutput(Topic.TRANSFERS, 3, 9, new byte[32]);
        publisher.adopt(0, List.of(before));
        publisher.publish(
                0,
                4,
                List.of(
                        output("a"),
                        output("a"),
                        new Output(Topic.ACCOUNT_EVENTS, key("a"), key("a"), false, null)));
        for (int i = 0; i < 3; i++) {
            broker.acknowledgeOne();
        }
        pass(11);

        StateStore.Confirmed confirmed = publisher.confirmed(0).orElseThrow();

        AcknowledgedOutput last =
                new AcknowledgedOutput(
                        Topic.INSTRUCTIONS,
                        Partitions.of(key("a"), 12),
                        1,
                        Position.hashOf(key("a"), key("a")));
        assertThat(confirmed.acknowledged())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyInAnyOrder(before, last);
    }

    @Test
    void confirmsOnceOnly() {
        publisher.publish(0, 4, List.of(output("a")));
        broker.acknowledgeOne();
        pass(11);
        StateStore.Confirmed confirmed = publisher.confirmed(0).orElseThrow();

        publisher.removed(0, confirmed);

        assertThat(publisher.confirmed(0)).isEmpty();
    }

    @Test
    void knowsNothingOfWhatWasSentForAPartitionItForgot() {
        publisher.publish(0, 4, List.of(output("a")));
        publisher.forget(0);
        publisher.adopt(0, List.of());
        publisher.publish(0, 4, List.of(output("a")));

        broker.acknowledgeOne();
        pass(11);
        assertThat(publisher.confirmed(0)).as("that was the first of the two").isEmpty();

        broker.acknowledgeOne();
        pass(11);
        assertThat(publisher.confirmed(0)).isPresent();
    }

    private void pass(int seconds) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
    }

    private static Output output(String key) {
        return new Output(Topic.INSTRUCTIONS, key(key), key(key), false, null);
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> header(ProducerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8));
    }
}
