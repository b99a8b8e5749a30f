package dev.kontor.processing;

import dev.kontor.events.topic.TopicSettings;
import dev.kontor.http.deadletter.DeadLetterBox;
import dev.kontor.http.deadletter.DeadLetterConfiguration;
import dev.kontor.http.status.Instance;
import dev.kontor.http.status.StatusSource;
import dev.kontor.processing.deadletter.DeadLetterOffice;
import dev.kontor.processing.deadletter.LetterSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.Environment;

/// Puts the shell around every [Processor] bean of a service, unless a state is to be rebuilt
/// ([dev.kontor.processing.rebuild]).
@AutoConfiguration
@ConditionalOnProperty(name = "kontor.rebuild.mode", havingValue = "false", matchIfMissing = true)
@EnableConfigurationProperties(ProcessingProperties.class)
@Import({DeadLetterConfiguration.class, HealthConfiguration.class})
@PropertySource("classpath:kontor-processing.properties")
public class ProcessingConfiguration {
    @Bean
    FlywayMigrationStrategy migrations() {
        return Migrations::migrate;
    }

    @Bean
    @ConditionalOnMissingBean
    NanoClock nanoClock() {
        return System::nanoTime;
    }

    @Bean
    ShellMonitors shellMonitors(
            List<Processor<?>> processors,
            Instance instance,
            ProcessingProperties properties,
            MeterRegistry meters,
            NanoClock clock) {
        Map<Processor<?>, ShellMonitor> monitors = new LinkedHashMap<>();
        for (Processor<?> processor : processors) {
            monitors.put(
                    processor,
                    new ShellMonitor(
                            processor.source().topicName(),
                            instance.name(),
                            properties.highLag(),
                            meters,
                            clock));
        }
        return new ShellMonitors(monitors);
    }

    /// @param all by the processor that each watches
    record ShellMonitors(Map<Processor<?>, ShellMonitor> all) {}

    @Bean
    TopicSettings topicSettings(Environment environment) {
        return TopicSettings.of(environment::getProperty);
    }

    @Bean
    KafkaClients kafkaClients(KafkaProperties kafka, ProcessingProperties properties) {
        return new KafkaClients(kafka, properties.maxPollRecords());
    }

    @Bean
    Processing processing(
            @Value("${spring.application.name}") String service,
            ShellMonitors monitors,
            KafkaClients clients,
            TopicSettings topics,
            DataSource dataSource,
            NanoClock clock) {
        return new Processing(service, clients, topics, dataSource, clock, monitors.all());
    }

    @Bean
    DeadLetterOffice deadLetterOffice(
            @Value("${spring.application.name}") String service,
            List<Processor<?>> processors,
            KafkaClients clients,
            TopicSettings topics,
            MeterRegistry meters) {
        return new DeadLetterOffice(
                service,
                processors.stream().map(each -> letterSource(each, topics)).toList(),
                clients::reader,
                clients::impatientProducer,
                meters);
    }

    @Bean
    DeadLetterBox deadLetterBox(DeadLetterOffice office) {
        return office.box();
    }

    private static <R> LetterSource letterSource(Processor<R> processor, TopicSettings topics) {
        int partitions = topics.partitions(processor.source());
        RecordReader<R> reader = new RecordReader<>(processor, partitions);
        return new LetterSource(processor.source(), partitions, reader::refusalOf);
    }

    @Bean
    StatusSource processingStatus(ShellMonitors monitors) {
        return () ->
                monitors.all().values().stream()
                        .flatMap(monitor -> monitor.partitions().stream())
                        .toList();
    }
}
