package dev.kontor.processing;

import dev.kontor.events.topic.TopicSettings;
import dev.kontor.http.status.Instance;
import dev.kontor.http.status.StatusSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.Environment;

/// Puts the shell around every [Processor] bean of a service, unless a state is to be rebuilt
/// ([dev.kontor.processing.rebuild]).
@AutoConfiguration
@ConditionalOnProperty(name = "kontor.rebuild.mode", havingValue = "false", matchIfMissing = true)
@EnableConfigurationProperties(ProcessingProperties.class)
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
    Processing processing(
            @Value("${spring.application.name}") String service,
            ShellMonitors monitors,
            KafkaProperties kafka,
            ProcessingProperties properties,
            Environment environment,
            DataSource dataSource,
            NanoClock clock) {
        return new Processing(
                service,
                new KafkaClients(kafka, properties.maxPollRecords()),
                TopicSettings.of(environment::getProperty),
                dataSource,
                clock,
                monitors.all());
    }

    @Bean
    StatusSource processingStatus(ShellMonitors monitors) {
        return () ->
                monitors.all().values().stream()
                        .flatMap(monitor -> monitor.partitions().stream())
                        .toList();
    }

    /// Part of readiness: whether the partitions are claimed and the lag is not out of hand.
    @Bean
    HealthIndicator processingHealthIndicator(ShellMonitors monitors) {
        return () ->
                monitors.all().values().stream()
                        .map(monitor -> monitor.notReady().orElse(null))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(reason -> Health.outOfService().withDetail("reason", reason).build())
                        .orElseGet(() -> Health.up().build());
    }

    /// An alarm, and no part of readiness: the other partitions go on.
    @Bean
    HealthIndicator haltedHealthIndicator(ShellMonitors monitors) {
        return () -> {
            List<String> halted =
                    monitors.all().values().stream()
                            .flatMap(monitor -> monitor.halted().stream())
                            .toList();
            return halted.isEmpty()
                    ? Health.up().build()
                    : Health.down().withDetail("halted", halted).build();
        };
    }
}
