package dev.kontor.query.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// Connections for reading, apart from those that the projections write through: neither can keep
/// the other waiting.
///
/// All that one [#read] reads is of one moment.
public final class ReadPool implements AutoCloseable {
    private static final Duration CONNECTION_PATIENCE = Duration.ofSeconds(3);

    private final HikariDataSource connections;

    /// @param size how many read at the same time; others wait for three seconds at most
    /// @param statementTimeout after which a query is given up
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
        connections.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        connections.setConnectionTimeout(CONNECTION_PATIENCE.toMillis());
        connections.setInitializationFailTimeout(-1);
        connections.setConnectionInitSql("set statement_timeout = " + statementTimeout.toMillis());
        connections.addDataSourceProperty("ApplicationName", "query-service reads");
        connections.addDataSourceProperty("connectTimeout", 3);
        connections.addDataSourceProperty(
                "socketTimeout", statementTimeout.plusSeconds(5).toSeconds());
    }

    /// @throws ViewUnavailableException if the database does not answer in time
    public <T> T read(Reading<T> reading) {
        try (Connection connection = connections.getConnection()) {
            T answer = reading.read(connection);
            connection.commit();
            return answer;
        } catch (SQLException e) {
            throw new ViewUnavailableException(e);
        }
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
