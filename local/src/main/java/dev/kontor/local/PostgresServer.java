package dev.kontor.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// A running PostgreSQL server, as its superuser sees it.
record PostgresServer(String host, int port, String password) {

    private static final String SUPERUSER = "postgres";

    /// Class 08 is connections; `57P03` is a server that starts up or shuts down.
    private static final String CONNECTION_CLASS = "08";

    private static final String CANNOT_CONNECT_NOW = "57P03";

    /// Whether the server takes connections yet.
    boolean accepts() {
        try (Connection connection = connect(SUPERUSER)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            if (isStarting(e)) {
                return false;
            }
            throw new IllegalStateException("PostgreSQL runs but turns us away", e);
        }
    }

    /// Makes a database with the roles and schemas of the services. What is there stays.
    void createDatabase(String name) {
        try {
            createIfAbsent(name);
            try (Connection connection = connect(name);
                    Statement statement = connection.createStatement()) {
                statement.execute(script());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the database " + name, e);
        }
    }

    private void createIfAbsent(String name) throws SQLException {
        try (Connection connection = connect(SUPERUSER);
                PreparedStatement find =
                        connection.prepareStatement("select from pg_database where datname = ?")) {
            find.setString(1, name);
            try (ResultSet found = find.executeQuery()) {
                if (found.next()) {
                    return;
                }
            }
            try (Statement create = connection.createStatement()) {
                create.execute("create database " + create.enquoteIdentifier(name, true));
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s?connectTimeout=2&loginTimeout=5"
                        .formatted(host, port, database),
                SUPERUSER,
                password);
    }

    private static boolean isStarting(SQLException e) {
        String state = e.getSQLState();
        return state != null
                && (state.startsWith(CONNECTION_CLASS) || state.equals(CANNOT_CONNECT_NOW));
    }

    private static String script() {
        try (InputStream script = LocalPostgres.resource("postgres/init.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
