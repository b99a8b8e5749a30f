package dev.kontor.ledger.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.postgresql.PGConnection;

/// Rows for `copy … from stdin (format binary)`: by far the cheapest way into PostgreSQL.
///
/// A value is written in its type's binary form, behind its length; a row behind its number of
/// columns.
final class BinaryCopy {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int END = -1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
    private final DataOutputStream out = new DataOutputStream(bytes);

    BinaryCopy() throws IOException {
        out.write(HEADER);
    }

    BinaryCopy row(int columns) throws IOException {
        out.writeShort(columns);
        return this;
    }

    BinaryCopy text(String value) throws IOException {
        return bytea(value.getBytes(StandardCharsets.UTF_8));
    }

    BinaryCopy int4(int value) throws IOException {
        out.writeInt(Integer.BYTES);
        out.writeInt(value);
        return this;
    }

    BinaryCopy uuid(UUID value) throws IOException {
        out.writeInt(2 * Long.BYTES);
        out.writeLong(value.getMostSignificantBits());
        out.writeLong(value.getLeastSignificantBits());
        return this;
    }

    BinaryCopy bytea(byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
        return this;
    }

    /// @param sql `copy … from stdin (format binary)`
    void into(Connection connection, String sql) throws SQLException, IOException {
        out.writeShort(END);
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(sql, new ByteArrayInputStream(bytes.toByteArray()));
    }
}
