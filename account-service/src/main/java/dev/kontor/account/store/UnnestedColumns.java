package dev.kontor.account.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The parameters of a statement that takes its rows as one array for each column.
final class UnnestedColumns {
    private final Connection connection;
    private final PreparedStatement statement;
    private int columns;

    UnnestedColumns(Connection connection, PreparedStatement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    <T> void add(String type, List<T> rows, Function<T, @Nullable Object> column)
            throws SQLException {
        @Nullable Object[] values = rows.stream().map(column).toArray();
        add(type, values);
    }

    <T> void addBytes(List<T> rows, Function<T, byte[]> column) throws SQLException {
        add("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }

    private void add(String type, @Nullable Object[] values) throws SQLException {
        statement.setArray(++columns, connection.createArrayOf(type, values));
    }
}
