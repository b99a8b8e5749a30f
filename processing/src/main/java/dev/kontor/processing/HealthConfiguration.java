package dev.kontor.processing;

import dev.kontor.events.topic.SourceLeaders;
import dev.kontor.events.topic.TopicSettings;
import dev.kontor.http.status.Pulse;
import dev.kontor.processing.ProcessingConfiguration.ShellMonitors;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a service that processes says of its health.
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {
    @Bean
    Pulse kafkaPulse(KafkaClients clients, TopicSettings topics, NanoClock clock) {
        SourceLeaders leaders = new SourceLeaders(clients::admin, topics);
        return new Pulse("Kafka", leaders::ask, leaders, clock);
    }

    @Bean
    Pulse postgresPulse(JdbcConnectionDetails database, NanoClock clock) {
        DatabaseAnswers answers = new DatabaseAnswers(database);
        return new Pulse("PostgreSQL", answers::ask, answers, clock);
    }

    @Bean
    HealthIndicator kafkaHealthIndicator(Pulse kafkaPulse) {
        return () -> health(kafkaPulse);
    }

    @Bean
    HealthIndicator postgresHealthIndicator(Pulse postgresPulse) {
        return () -> health(postgresPulse);
    }

    private static Health health(Pulse pulse) {
        return pulse.trouble()
                .map(reason -> Health.outOfService().withDetail("reason", reason).build())
                .orElseGet(() -> Health.up().build());
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
