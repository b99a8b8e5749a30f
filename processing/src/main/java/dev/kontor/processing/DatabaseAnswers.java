package dev.kontor.processing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/// Asks PostgreSQL whether it answers, on a connection of its own: those of the pool wait as long
/// as a batch may take.
///
/// Not thread-safe.
final class DatabaseAnswers implements AutoCloseable {
    private static final String SECONDS = "3";

    private final JdbcConnectionDetails database;
    private @Nullable Connection connection;

    DatabaseAnswers(JdbcConnectionDetails database) {
        this.database = database;
    }

    /// Answers within six seconds.
    ///
    /// @throws SQLException if PostgreSQL does not answer
    void ask() throws SQLException {
        Connection current = connection == null ? connect() : connection;
        connection = current;
        try (Statement statement = current.createStatement()) {
            statement.execute("select 1");
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private Connection connect() throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("user", String.valueOf(database.getUsername()));
        settings.setProperty("password", String.valueOf(database.getPassword()));
        settings.setProperty("connectTimeout", SECONDS);
        settings.setProperty("socketTimeout", SECONDS);
        settings.setProperty("loginTimeout", SECONDS);
        settings.setProperty("ApplicationName", "pulse");
        return DriverManager.getConnection(database.getJdbcUrl(), settings);
    }
}
