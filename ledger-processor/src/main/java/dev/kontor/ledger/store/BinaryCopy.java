package dev.kontor.ledger.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.postgresql.PGConnection;

/// Rows for `copy … from stdin (format binary)`: by far the cheapest way into PostgreSQL.
///
/// A value is written in its type's binary form, behind its length; a row behind its number of columns.
final class BinaryCopy {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final short END = -1;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
    private final ByteBuffer number = ByteBuffer.allocate(16);

    BinaryCopy() {
        out.writeBytes(HEADER);
    }

    BinaryCopy row(int columns) {
        return write(number.clear().putShort((short) columns));
    }

    BinaryCopy text(String value) {
        return bytea(value.getBytes(StandardCharsets.UTF_8));
    }

    BinaryCopy int4(int value) {
        write(number.clear().putInt(4));
        return write(number.clear().putInt(value));
    }

    BinaryCopy uuid(UUID value) {
        write(number.clear().putInt(16));
        return write(
                number.clear()
                        .putLong(value.getMostSignificantBits())
                        .putLong(value.getLeastSignificantBits()));
    }

    BinaryCopy bytea(byte[] value) {
        write(number.clear().putInt(value.length));
        out.writeBytes(value);
        return this;
    }

    /// @param sql `copy … from stdin (format binary)`
    void into(Connection connection, String sql) throws SQLException {
        write(number.clear().putShort(END));
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(sql, new ByteArrayInputStream(out.toByteArray()));
        } catch (IOException e) {
            throw new SQLException("copy was cut off", e);
        }
    }

    private BinaryCopy write(ByteBuffer filled) {
        out.write(filled.array(), 0, filled.position());
        return this;
    }
}
