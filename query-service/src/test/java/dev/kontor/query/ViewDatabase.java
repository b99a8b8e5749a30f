package dev.kontor.query;

import dev.kontor.local.TestDatabase;
import dev.kontor.local.TestServers;
import dev.kontor.processing.Applied;
import dev.kontor.processing.JdbcTransaction;
import dev.kontor.processing.PartitionBatch;
import dev.kontor.processing.Processor;
import dev.kontor.processing.SourceRecord;
import dev.kontor.query.store.ReadPool;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/// A database of its own for one test, with the views' tables, and the shell's part played by hand.
public final class ViewDatabase implements AutoCloseable {
    private final TestDatabase database = TestServers.freshDatabase();
    private final ReadPool reads;

    public ViewDatabase() {
        Flyway.configure()
                .dataSource(url(), username(), password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        reads = new ReadPool(url(), username(), password(), 4, Duration.ofSeconds(10));
    }

    public ReadPool reads() {
        return reads;
    }

    public String url() {
        return database.jdbcUrl("query");
    }

    public String username() {
        return database.username("query");
    }

    public String password() {
        return database.password("query");
    }

    /// Empties all tables.
    public void clear() {
        execute(
                """
                truncate account, account_command, entry, held, transfer, open_transfer,
                         transfer_account, transfer_command, currency_total, imbalance, aside
                """);
    }

    /// Applies records of one partition in one transaction and commits it.
    public <R> Applied apply(Processor<R> processor, int partition, List<? extends R> records) {
        List<SourceRecord<R>> source = new ArrayList<>();
        for (R record : records) {
            source.add(new SourceRecord<>(partition, source.size(), record, null, null));
        }
        return apply(processor, List.of(new PartitionBatch<>(partition, source))).getFirst();
    }

    public <R> List<Applied> apply(Processor<R> processor, List<PartitionBatch<R>> batches) {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            List<Applied> applied = processor.apply(new JdbcTransaction(connection), batches);
            connection.commit();
            processor.committed();
            return applied;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The one number that a query answers.
    public long number(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), username(), password());
    }

    @Override
    public void close() {
        reads.close();
    }
}
