package dev.kontor.request.web;

import dev.kontor.request.RequestProperties;
import dev.kontor.request.domain.Hints;
import dev.kontor.request.stream.WaitingRoom;
import java.util.Optional;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// The service without Kafka.
@SpringBootConfiguration
@EnableAutoConfiguration(exclude = KafkaAutoConfiguration.class)
@EnableConfigurationProperties(RequestProperties.class)
@Import(WebConfiguration.class)
class WebTestApplication {
    @Bean
    WaitingRoom waitingRoom() {
        return WaitingRoom.of("test", 5_000);
    }

    @Bean
    FakeLog fakeLog(WaitingRoom room) {
        return new FakeLog(room);
    }

    @Bean
    Hints hints() {
        return _ -> Optional.empty();
    }

    @Bean
    HealthIndicator intakeHealthIndicator() {
        return () -> Health.up().build();
    }
}
