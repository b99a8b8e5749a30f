package dev.kontor.request.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.events.codec.Rules;
import dev.kontor.events.model.AccountId;
import dev.kontor.events.model.AccountKey;
import dev.kontor.events.model.Currency;
import dev.kontor.events.model.InstructionRecord;
import dev.kontor.events.model.OpenAccount;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Tenant;
import dev.kontor.events.topic.TopicSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/// The settings of the real clients, against a server that takes connections and says nothing.
@Timeout(60)
class KafkaClientsTest {
    @Test
    void givesUpInTimeWhenThePartitionsAreNotEvenKnown() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            KafkaProperties properties = new KafkaProperties();
            properties.setBootstrapServers(List.of("127.0.0.1:" + mute.getLocalPort()));
            KafkaClients clients = new KafkaClients(properties, "test");
            Fates fates = new Fates(new SimpleMeterRegistry());
            try (KafkaLog log =
                    new KafkaLog(
                            clients::producer, TopicSettings.LOCAL, fates, new Acknowledged())) {
                log.open();
                long begun = System.nanoTime();

                assertThat(log.append(opening(), new Context(Optional.empty(), Optional.empty())))
                        .isCompletedWithValue(AppendFate.REFUSED);
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(9));
            }
        }
    }

    private static InstructionRecord opening() {
        return new InstructionRecord.OpeningRequested(
                Rules.CURRENT,
                new AccountKey(Tenant.DEFAULT, new AccountId("alice")),
                new OpenAccount(
                        Currency.of("EUR"),
                        new OverdraftLimit.Limited(0),
                        new TreeMap<>(),
                        Instant.EPOCH));
    }
}
