package dev.kontor.account.store;

import dev.kontor.local.TestDatabase;
import dev.kontor.local.TestServers;
import dev.kontor.processing.JdbcTransaction;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;

/// An empty database of real PostgreSQL, with the tables of account-service.
public final class AccountDatabase implements AutoCloseable {
    private static final String SCHEMA = "account";

    private final Connection connection;

    private AccountDatabase(Connection connection) {
        this.connection = connection;
    }

    public static AccountDatabase create() throws SQLException {
        TestDatabase database = TestServers.freshDatabase();
        String url = database.jdbcUrl(SCHEMA);
        String user = database.username(SCHEMA);
        String password = database.password(SCHEMA);
        Flyway.configure()
                .dataSource(url, user, password)
                .defaultSchema(SCHEMA)
                .createSchemas(false)
                .load()
                .migrate();
        Connection connection = DriverManager.getConnection(url, user, password);
        connection.setAutoCommit(false);
        return new AccountDatabase(connection);
    }

    /// Runs `work` in a transaction of its own, which is committed unless `work` fails.
    public <T> T in(Function<JdbcTransaction, T> work) throws SQLException {
        try {
            T result = work.apply(new JdbcTransaction(connection));
            connection.commit();
            return result;
        } finally {
            connection.rollback();
        }
    }

    public void run(Consumer<JdbcTransaction> work) throws SQLException {
        in(transaction -> {
            work.accept(transaction);
            return true;
        });
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            connection.commit();
        } finally {
            connection.rollback();
        }
    }

    public long count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
