package dev.kontor.processing;

import dev.kontor.events.topic.Topic;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/// A service like any other, but for what its core does.
@SpringBootConfiguration
@EnableAutoConfiguration
class ToyApplication {
    @Bean
    Processor<?> counting() {
        return new Counting();
    }

    private static final class Counting extends ToyProcessor {
        private static final String COUNT =
                """
                insert into seen (key, times) values (?, 1)
                on conflict (key) do update set times = seen.times + 1
                """;

        Counting() {
            super(Topic.INSTRUCTIONS);
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
