package dev.kontor.processing.deadletter;

import dev.kontor.http.deadletter.DeadLetterBox;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// All there is about the dead letters of a service: what operators ask goes to its [#box], and it
/// looks for new ones now and then, so that metrics tell how many are open without anybody having
/// asked for the list.
public final class DeadLetterOffice implements SmartLifecycle {
    /// Of a kilobyte each at worst.
    private static final int MOST_LETTERS = 20_000;

    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterOffice.class);

    private final DeadLetterLog log;
    private final DeadLetterBox box;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running;

    /// @param service writes the actions
    /// @param consumers outside of any group
    public DeadLetterOffice(
            String service,
            List<LetterSource> sources,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Supplier<Producer<byte[], byte[]>> producers,
            MeterRegistry meters) {
        DeadLetterIndex index =
                new DeadLetterIndex(
                        sources.stream().map(LetterSource::topic).collect(Collectors.toSet()),
                        MOST_LETTERS);
        this.log = new DeadLetterLog(index, consumers);
        this.box =
                new DeadLetterDesk(service, sources, index, log, producers, InstantSource.system());
        for (LetterSource source : sources) {
            Gauge.builder("kontor.dead.letters.open", index, each -> each.open(source.topic()))
                    .tag("topic", source.topic().topicName())
                    .register(meters);
        }
    }

    public DeadLetterBox box() {
        return box;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().name("dead-letters").daemon().start(this::watch);
    }

    @Override
    public void stop() {
        running = false;
        stopping.countDown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void watch() {
        try {
            do {
                look();
            } while (!stopping.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            log.close();
        }
    }

    private void look() {
        try {
            log.catchUp();
        } catch (KafkaException e) {
            LOG.debug("the dead letters cannot be read now", e);
        }
    }
}
