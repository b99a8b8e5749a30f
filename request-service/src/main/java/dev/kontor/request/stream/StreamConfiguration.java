package dev.kontor.request.stream;

import dev.kontor.events.topic.SourceLeaders;
import dev.kontor.events.topic.Topic;
import dev.kontor.events.topic.TopicSettings;
import dev.kontor.events.topic.Topics;
import dev.kontor.http.status.Instance;
import dev.kontor.http.status.Pulse;
import dev.kontor.http.status.StatusSource;
import dev.kontor.request.RequestProperties;
import dev.kontor.request.domain.HintTable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Puts together what the service has to do with Kafka.
@Configuration(proxyBeanMethods = false)
public class StreamConfiguration {
    /// Names the waiters of this start. Not [Instance], which an operator may keep over starts: an
    /// answer to an earlier life must find nobody.
    private final String life = UUID.randomUUID().toString();

    @Bean
    TopicSettings topicSettings(Environment environment) {
        return TopicSettings.of(environment::getProperty);
    }

    @Bean
    KafkaClients kafkaClients(KafkaProperties properties, Instance instance) {
        return new KafkaClients(properties, instance.name());
    }

    @Bean
    HintTable hintTable(RequestProperties properties, MeterRegistry registry) {
        HintTable hints = new HintTable(new SecureRandom().nextLong(), properties.maxHints());
        Gauge.builder("kontor.hints", hints, HintTable::size).register(registry);
        return hints;
    }

    @Bean
    WaitingRoom waitingRoom(RequestProperties properties, MeterRegistry registry) {
        WaitingRoom room = WaitingRoom.of(life, properties.maxWaiters());
        room.byName()
                .forEach((name, waiters) ->
                        Gauge.builder("kontor.waiters", waiters, Waiters::size)
                                .tag("of", name)
                                .register(registry));
        return room;
    }

    @Bean
    Fates fates(MeterRegistry registry) {
        return new Fates(registry);
    }

    @Bean
    Acknowledged acknowledged(MeterRegistry registry) {
        Acknowledged acknowledged = new Acknowledged();
        Gauge.builder("kontor.log.lost", acknowledged, each -> each.lost().size())
                .register(registry);
        return acknowledged;
    }

    @Bean
    KafkaLog kafkaLog(
            KafkaClients clients,
            TopicSettings settings,
            Fates fates,
            Acknowledged acknowledged,
            MeterRegistry registry) {
        KafkaLog log = new KafkaLog(clients::producer, settings, fates, acknowledged);
        Gauge.builder("kontor.log.silent", log, each -> each.isSilent() ? 1 : 0).register(registry);
        return log;
    }

    @Bean
    Tail hintTail(KafkaClients clients, HintTable hints) {
        HintReader reader = new HintReader(hints);
        return new Tail(
                List.of(Topic.ACCOUNTS), Tail.From.BEGINNING, reader::read, clients::consumer);
    }

    @Bean
    AnswerReader answerReader(WaitingRoom room) {
        return new AnswerReader(room);
    }

    /// One for both topics: each poll costs more than the records it brings.
    @Bean
    Tail answerTail(KafkaClients clients, AnswerReader reader) {
        return new Tail(
                List.of(Topic.TRANSFER_EVENTS, Topic.ACCOUNT_EVENTS),
                Tail.From.END,
                reader::read,
                clients::consumer);
    }

    @Bean
    Intake intake(
            KafkaClients clients,
            TopicSettings settings,
            List<Tail> tails,
            KafkaLog kafkaLog,
            ConfigurableApplicationContext context) {
        return new Intake(
                () -> ensure(clients, settings),
                tails,
                kafkaLog,
                () -> System.exit(SpringApplication.exit(context, () -> 1)));
    }

    private static void ensure(KafkaClients clients, TopicSettings settings) {
        try (Admin admin = clients.admin()) {
            new Topics(admin, settings).ensure();
        }
    }

    @Bean
    Pulse kafkaPulse(KafkaClients clients, TopicSettings settings) {
        SourceLeaders leaders = new SourceLeaders(clients::admin, settings);
        return new Pulse("Kafka", leaders::ask, leaders, System::nanoTime);
    }

    /// Of its own, so that whoever waits for an end makes nobody unready.
    @Bean
    Pulse endsPulse(KafkaClients clients, Acknowledged acknowledged) {
        LogEnds ends = new LogEnds(clients::admin, acknowledged);
        return new Pulse("Kafka", ends::ask, ends, System::nanoTime);
    }

    /// An alarm, and no part of readiness: what is asked for now is as safe as the log is.
    @Bean
    HealthIndicator lostHealthIndicator(Acknowledged acknowledged) {
        return () -> {
            List<String> lost = acknowledged.lost();
            return lost.isEmpty()
                    ? Health.up().build()
                    : Health.down().withDetail("lost", lost).build();
        };
    }

    /// Part of readiness. A log that is silent although Kafka answers is none: where a balancer
    /// sends nothing to who is unready, no request would find out that it acknowledges again.
    @Bean
    HealthIndicator intakeHealthIndicator(Intake intake, Pulse kafkaPulse) {
        return () -> {
            Optional<String> trouble =
                    intake.isOpen()
                            ? kafkaPulse.trouble()
                            : Optional.of("Kafka is waited for, or its accounts are being read");
            return trouble.isEmpty()
                    ? Health.up().build()
                    : Health.outOfService().withDetail("reason", trouble.get()).build();
        };
    }

    @Bean
    StatusSource streamStatus(
            List<Tail> tails,
            Intake intake,
            Fates fates,
            KafkaLog kafkaLog,
            HintTable hints,
            WaitingRoom room) {
        return new StreamStatus(tails, intake, fates, kafkaLog, hints, room);
    }
}
