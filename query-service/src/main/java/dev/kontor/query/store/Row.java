package dev.kontor.query.store;

import dev.kontor.events.model.Conflicts;
import dev.kontor.events.model.ContentDigest;
import dev.kontor.events.model.OverdraftLimit;
import dev.kontor.events.model.Words;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a row's columns as our types.
record Row(ResultSet columns) {
    String text(String column) throws SQLException {
        return columns.getString(column);
    }

    @Nullable String optionalText(String column) throws SQLException {
        return columns.getString(column);
    }

    long number(String column) throws SQLException {
        return columns.getLong(column);
    }

    @Nullable Long optionalNumber(String column) throws SQLException {
        return columns.getObject(column, Long.class);
    }

    boolean flag(String column) throws SQLException {
        return columns.getBoolean(column);
    }

    UUID uuid(String column) throws SQLException {
        return columns.getObject(column, UUID.class);
    }

    @Nullable UUID optionalUuid(String column) throws SQLException {
        return columns.getObject(column, UUID.class);
    }

    BigInteger wide(String column) throws SQLException {
        return columns.getBigDecimal(column).toBigIntegerExact();
    }

    Instant time(String column) throws SQLException {
        return columns.getObject(column, OffsetDateTime.class).toInstant();
    }

    @Nullable Instant optionalTime(String column) throws SQLException {
        OffsetDateTime time = columns.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    OverdraftLimit limit(String column) throws SQLException {
        long minor = columns.getLong(column);
        return OverdraftLimit.of(columns.wasNull() ? null : minor);
    }

    <E extends Enum<E>> E word(String column, Class<E> type) throws SQLException {
        return Words.read(type, columns.getString(column));
    }

    List<String> texts(String column) throws SQLException {
        return List.of((String[]) columns.getArray(column).getArray());
    }

    Conflicts conflicts() throws SQLException {
        return new Conflicts(
                number("conflict_count"),
                texts("conflict_digests").stream().map(ContentDigest::new).toList());
    }

    List<@Nullable Long> numbers(String column) throws SQLException {
        return Arrays.asList((Long[]) columns.getArray(column).getArray());
    }

    List<@Nullable BigInteger> wides(String column) throws SQLException {
        return Stream.of((BigDecimal[]) columns.getArray(column).getArray())
                .map(number -> number == null ? null : number.toBigIntegerExact())
                .toList();
    }
}
