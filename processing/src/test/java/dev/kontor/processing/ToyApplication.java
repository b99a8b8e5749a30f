package dev.kontor.processing;

import dev.kontor.events.topic.Topic;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/// A service like any other, but for what its core does.
@SpringBootConfiguration
@EnableAutoConfiguration
class ToyApplication {
    /// @param stopAt the key of a record to halt at, so that the tests that share a log do not halt
    ///     at each other's
    @Bean
    Processor<?> counting(@Value("${toy.stop-at:}") String stopAt) {
        return new Counting(stopAt);
    }

    private static final class Counting extends ToyProcessor {
        private static final String COUNT =
                """
                insert into seen (key, times) values (?, 1)
                on conflict (key) do update set times = seen.times + 1
                """;

        private final String stopAt;

        Counting(String stopAt) {
            super(Topic.INSTRUCTIONS);
            this.stopAt = stopAt;
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
