package dev.kontor.processing.rebuild;

import dev.kontor.events.topic.TopicSettings;
import dev.kontor.processing.ProcessingProperties;
import dev.kontor.processing.Processor;
import dev.kontor.processing.Replays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.Environment;

/// In the place of the shells: what builds again what the service's [Processor] beans made.
@AutoConfiguration
@ConditionalOnProperty("kontor.rebuild.mode")
@EnableConfigurationProperties({ProcessingProperties.class, RebuildProperties.class})
@PropertySource("classpath:kontor-processing.properties")
public class RebuildConfiguration {
    /// Nothing is made before it is known that no other rebuild is at work.
    @Bean
    FlywayMigrationStrategy noMigrationYet() {
        return _ -> {};
    }

    @Bean
    @SuppressWarnings("SystemConsoleNull") // of Java 25 it is null where there is no terminal
    Console rebuildConsole() {
        java.io.Console terminal = System.console();
        return new Console(System.out, terminal != null && terminal.isTerminal());
    }

    @Bean
    Rebuild rebuild(
            RebuildProperties properties,
            ProcessingProperties processing,
            ObjectProvider<Processor<?>> processors,
            ObjectProvider<CanonicalTable> canonical,
            KafkaProperties kafka,
            Environment environment,
            DataSource dataSource,
            JdbcConnectionDetails database,
            Flyway flyway,
            Console console) {
        Replays replays =
                new Replays(
                        kafka, processing, TopicSettings.of(environment::getProperty), dataSource);
        return new Rebuild(
                properties,
                database,
                flyway,
                () ->
                        new Replaying(
                                replays,
                                () -> processors.orderedStream().toList(),
                                properties.threads()),
                canonical.orderedStream().toList(),
                console);
    }
}
