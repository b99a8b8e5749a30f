package dev.kontor.benchmarks.rig;

import dev.kontor.local.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// The databases of one PostgreSQL, for its superuser.
public final class Databases {
    private static final String SUPERUSER = "postgres";

    private final int port;
    private final LocalPostgres server;

    Databases(int port, LocalPostgres server) {
        this.port = port;
        this.server = server;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), SUPERUSER, server.superuserPassword());
    }

    /// Makes an empty database, in the place of one that is there.
    public void create(String database) throws SQLException {
        try (Connection connection = connect(SUPERUSER);
                Statement statement = connection.createStatement()) {
            String name = statement.enquoteIdentifier(database, true);
            statement.execute("drop database if exists " + name);
            statement.execute("create database " + name);
        }
    }
}
