package dev.kontor.processing;

import dev.kontor.events.topic.Topic;
import dev.kontor.http.status.StatusConfiguration;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// A service like any other, but for what its core does, and that it serves nothing over HTTP, so
/// that it starts sooner.
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(StatusConfiguration.class)
class ToyApplication {
    private static final AtomicLong TURNED_ON = new AtomicLong();

    /// In a process of its own, to be killed.
    public static void main(String[] arguments) {
        SpringApplication.run(ToyApplication.class, arguments);
    }

    /// Time passes at once for all that run in this JVM, but for Kafka's own clients.
    static void pass(Duration time) {
        TURNED_ON.addAndGet(time.toNanos());
    }

    @Bean
    NanoClock clock() {
        return () -> System.nanoTime() + TURNED_ON.get();
    }

    /// @param stopAt the key of a record to halt at, so that the tests that share a log do not halt
    ///     at each other's
    /// @param reads a kind that an earlier build could not read
    @Bean
    Processor<?> counting(
            @Value("${toy.stop-at:}") String stopAt, @Value("${toy.reads:}") String reads) {
        return new Counting(stopAt, reads);
    }

    private static final class Counting extends ToyProcessor {
        private static final String COUNT =
                """
                insert into seen (key, times) values (?, 1)
                on conflict (key) do update set times = seen.times + 1
                """;

        private final String stopAt;
        private final String reads;

        Counting(String stopAt, String reads) {
            super(Topic.INSTRUCTIONS);
            this.stopAt = stopAt;
            this.reads = reads;
        }

        @Override
        boolean reads(String kind) {
            return kind.equals(reads);
        }

        @Override
        boolean stopsAt(Toy toy) {
            return toy.key().equals(stopAt);
        }

        @Override
        void count(Transaction transaction, int partition, List<Toy> applied) {
            try (PreparedStatement count =
                    JdbcTransaction.connection(transaction).prepareStatement(COUNT)) {
                for (Toy toy : applied) {
                    count.setString(1, toy.key());
                    count.addBatch();
                }
                count.executeBatch();
            } catch (SQLException e) {
                throw JdbcTransaction.translate("counting", e);
            }
        }

        @Override
        public void committed() {}

        @Override
        public void rolledBack() {}

        @Override
        public void forget(int partition) {}
    }
}
