package dev.kontor.query.store;

import com.zaxxer.hikari.HikariDataSource;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Connections for reading, apart from those that the projections write through: neither can keep
/// the other waiting.
///
/// All that one [#read] reads is of one moment.
public final class ReadPool implements AutoCloseable {
    private static final Duration CONNECTION_PATIENCE = Duration.ofSeconds(2);

    /// A connection that turns out to be broken does so at once; what takes longer is a database
    /// that does not answer, of which asking again makes no better.
    private static final long AT_ONCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /// What PostgreSQL says where it has ended a session, and the driver where that is gone.
    private static final Set<String> ENDED = Set.of("57P01", "57P02", "57P03");

    private static final String CONNECTION_EXCEPTION = "08";

    private final HikariDataSource connections;
    private final Retry again =
            Retry.of(
                    "reads",
                    RetryConfig.custom()
                            .maxAttempts(3)
                            .waitDuration(Duration.ofMillis(50))
                            .retryExceptions(BrokenConnectionException.class)
                            .build());

    /// @param size how many read at the same time; others wait for two seconds at most
    /// @param statementTimeout after which a query is given up; all queries of a request together
    ///     have a second more
    public ReadPool(
            String url, String username, String password, int size, Duration statementTimeout) {
        connections = new HikariDataSource();
        connections.setPoolName("reads");
        connections.setJdbcUrl(url);
        connections.setUsername(username);
        connections.setPassword(password);
        connections.setMaximumPoolSize(size);
        connections.setReadOnly(true);
        connections.setAutoCommit(false);
        // What the pool itself runs, the settings below, is committed: else a new connection would
        // stay in a transaction until it is used first, and be ended by the time-out of one.
        connections.setIsolateInternalQueries(true);
        connections.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        connections.setConnectionTimeout(CONNECTION_PATIENCE.toMillis());
        connections.setValidationTimeout(CONNECTION_PATIENCE.toMillis());
        connections.setInitializationFailTimeout(-1);
        long millis = statementTimeout.toMillis();
        connections.setConnectionInitSql(
                "set statement_timeout = %d; set transaction_timeout = %d"
                        .formatted(millis, millis + 1_000));
        connections.addDataSourceProperty("ApplicationName", "query-service reads");
        // Texts: the driver does not see values of other types, and would wait for ever.
        connections.addDataSourceProperty("connectTimeout", "2");
        connections.addDataSourceProperty(
                "socketTimeout", Long.toString(statementTimeout.plusSeconds(2).toSeconds()));
    }

    /// Reads again where a connection of the pool turns out to be broken: after the database was
    /// restarted each of them is, and a read does no harm twice.
    ///
    /// @throws ViewUnavailableException if the database does not answer in time
    public <T> T read(Reading<T> reading) {
        return again.executeSupplier(() -> readOnce(reading));
    }

    private <T> T readOnce(Reading<T> reading) {
        long begunAt = System.nanoTime();
        try (Connection connection = connections.getConnection()) {
            T answer = reading.read(connection);
            connection.commit();
            return answer;
        } catch (SQLException e) {
            boolean atOnce = System.nanoTime() - begunAt < AT_ONCE_NANOS;
            throw atOnce && isBroken(e)
                    ? new BrokenConnectionException(e)
                    : new ViewUnavailableException(e);
        }
    }

    private static boolean isBroken(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith(CONNECTION_EXCEPTION) || ENDED.contains(state);
    }

    @Override
    public void close() {
        connections.close();
    }

    /// Reads through a connection that is in a transaction.
    @FunctionalInterface
    public interface Reading<T> {
        T read(Connection connection) throws SQLException;
    }
}
