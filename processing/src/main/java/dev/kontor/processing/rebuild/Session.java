package dev.kontor.processing.rebuild;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// One session with PostgreSQL, that sees one schema.
final class Session implements AutoCloseable {
    /// What all sessions of a rebuild are called.
    static final String APPLICATION_NAME = "kontor rebuild";

    private final Connection connection;
    private final JdbcClient sql;

    private Session(Connection connection) {
        this.connection = connection;
        this.sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /// Each statement is a transaction.
    static Session open(JdbcConnectionDetails database, String schema) {
        Properties properties = new Properties();
        properties.setProperty("user", String.valueOf(database.getUsername()));
        properties.setProperty("password", String.valueOf(database.getPassword()));
        properties.setProperty("ApplicationName", APPLICATION_NAME);
        properties.setProperty("currentSchema", schema);
        properties.setProperty("options", "-c idle_in_transaction_session_timeout=0");
        properties.setProperty("tcpKeepAlive", "true");
        try {
            return new Session(
                    DriverManager.getConnection(withoutSchema(database.getJdbcUrl()), properties));
        } catch (SQLException e) {
            throw new RebuildException("PostgreSQL cannot be reached: " + e.getMessage());
        }
    }

    /// All of it is one transaction, which sees one moment of the database and changes nothing.
    static Session snapshot(JdbcConnectionDetails database, String schema) {
        Session session = open(database, schema);
        session.begin();
        session.sql().sql("set transaction isolation level repeatable read, read only").update();
        return session;
    }

    JdbcClient sql() {
        return sql;
    }

    /// What follows is one transaction, up to [#commit] or [#rollBack].
    void begin() {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    void commit() {
        try {
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    void rollBack() {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /// The URL would win over the property.
    private static String withoutSchema(String url) {
        return url.replaceFirst("(?<=[?&])currentSchema=[^&]*&?", "");
    }

    private static RebuildException failed(SQLException e) {
        return new RebuildException("PostgreSQL failed: " + e.getMessage());
    }
}
