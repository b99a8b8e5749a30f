package dev.kontor.processing;

import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.TopicSettings;
import dev.kontor.events.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Runs a shell for each processor of the service, from start to stop.
final class Processing implements SmartLifecycle {
    /// Kafka may come up after us; whoever supervises us tries again after that.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Processing.class);

    private final String service;
    private final KafkaClients clients;
    private final TopicSettings topics;
    private final DataSource dataSource;
    private final NanoClock clock;
    private final Map<Processor<?>, ShellMonitor> processors;
    private final List<Running> running = new ArrayList<>();

    Processing(
            String service,
            KafkaClients clients,
            TopicSettings topics,
            DataSource dataSource,
            NanoClock clock,
            Map<Processor<?>, ShellMonitor> processors) {
        this.service = service;
        this.clients = clients;
        this.topics = topics;
        this.dataSource = dataSource;
        this.clock = clock;
        this.processors = processors;
    }

    private record Running(KafkaSource<?> source, Publisher publisher) {}

    @Override
    public void start() {
        ensureTopics();
        processors.forEach((processor, monitor) -> running.add(run(processor, monitor)));
        running.forEach(each -> each.source.start());
    }

    private <R> Running run(Processor<R> processor, ShellMonitor monitor) {
        Topic source = processor.source();
        Publisher publisher = new KafkaPublisher(clients::producer, topics, service, clock);
        KafkaSource<R> kafka =
                new KafkaSource<>(
                        source.topicName(),
                        service + "." + source.topicName(),
                        clients.groupConsumers(),
                        control ->
                                new Shell<>(
                                        processor,
                                        topics.partitions(source),
                                        new JdbcStateStore(dataSource, source),
                                        publisher,
                                        new KafkaLogCheck(clients::reader, source),
                                        control,
                                        monitor,
                                        InstantSource.system(),
                                        clock));
        return new Running(kafka, publisher);
    }

    private void ensureTopics() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = clients.admin()) {
            while (true) {
                try {
                    new Topics(admin, topics).ensure();
                    return;
                } catch (IllegalStateException | KafkaException e) {
                    if (System.nanoTime() - deadline > 0) {
                        throw e;
                    }
                    LOG.info("waiting for Kafka: {}", e.getMessage());
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        }
    }

    @Override
    public void stop() {
        running.forEach(each -> each.source.stop());
        running.forEach(each -> each.publisher.close());
        running.clear();
    }

    @Override
    public boolean isRunning() {
        return !running.isEmpty();
    }
}
