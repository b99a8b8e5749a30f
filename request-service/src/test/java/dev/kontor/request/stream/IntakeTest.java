package dev.kontor.request.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kontor.events.topic.TopicSettings;
import dev.kontor.events.topic.UnsafeTopicException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IntakeTest {
    private final AtomicInteger checks = new AtomicInteger();
    private final CountDownLatch givenUp = new CountDownLatch(1);
    private final KafkaLog log =
            new KafkaLog(
                    () ->
                            new MockProducer<>(
                                    true,
                                    null,
                                    new ByteArraySerializer(),
                                    new ByteArraySerializer()),
                    TopicSettings.LOCAL,
                    new Fates(new SimpleMeterRegistry()),
                    new Acknowledged());

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void opensTheLogOnceKafkaIsThereAndNotBefore() throws Exception {
        Intake intake =
                intake(() -> {
                    if (checks.incrementAndGet() == 1) {
                        throw new IllegalStateException("nobody there");
                    }
                });
        intake.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> checks.get() == 1);

        assertThat(intake.isOpen()).isFalse();
        await().atMost(Duration.ofSeconds(20)).until(intake::isOpen);
        assertThat(checks).hasValue(2);
        intake.stop();
        assertThat(intake.isOpen()).isFalse();
        assertThat(givenUp.getCount()).isEqualTo(1);
    }

    @Test
    void givesUpOnTopicsThatAreNotSafe() throws Exception {
        Intake intake =
                intake(() -> {
                    throw new UnsafeTopicException(List.of("transfers has 7 partitions"));
                });
        intake.start();

        assertThat(givenUp.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(intake.isOpen()).isFalse();
    }

    private Intake intake(Intake.TopicCheck check) {
        return new Intake(check, List.of(), log, givenUp::countDown);
    }
}
