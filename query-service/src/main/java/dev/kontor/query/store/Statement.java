package dev.kontor.query.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/// A statement and its values. Planned anew each time: tables grow by orders of magnitude while a
/// service runs, and a plan made for an empty one would stay.
final class Statement {
    private final StringBuilder sql;
    private final List<Object> values = new ArrayList<>();

    Statement(String sql) {
        this.sql = new StringBuilder(sql);
    }

    /// Adds to the statement.
    ///
    /// @param arguments for the question marks in `more`
    Statement then(String more, Object... arguments) {
        sql.append('\n').append(more);
        values.addAll(List.of(arguments));
        return this;
    }

    Statement value(Object value) {
        values.add(value);
        return this;
    }

    /// A column of many rows, for `unnest(?::text[])`; other types are cast from their text.
    <R> Statement column(Collection<R> rows, Function<R, ? extends @Nullable Object> value) {
        @Nullable String[] texts = new String[rows.size()];
        int i = 0;
        for (R row : rows) {
            Object cell = value.apply(row);
            texts[i++] = cell == null ? null : cell.toString();
        }
        values.add(texts);
        return this;
    }

    <T> List<T> rows(Connection connection, RowReader<T> reader) throws SQLException {
        List<T> found = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }

    int execute(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.toString());
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        for (int i = 0; i < values.size(); i++) {
            switch (values.get(i)) {
                case Instant time ->
                        statement.setObject(i + 1, OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
                case String[] texts ->
                        statement.setArray(i + 1, connection.createArrayOf("text", texts));
                case Object other -> statement.setObject(i + 1, other);
            }
        }
        return statement;
    }

    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
