package dev.kontor.processing;

import dev.kontor.events.model.Micros;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Rows for `copy … from stdin (format binary)`: what PostgreSQL takes in fastest.
///
/// Begin each row with [#row], then give its columns in order. A null value is SQL's null.
public final class CopyRows {
    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int NULL_LENGTH = -1;
    private static final int CHUNK = 1 << 16;
    private static final byte JSONB_VERSION = 1;
    private static final int TEXT_OID = 25;
    private static final int BIGINT_OID = 20;
    private static final int NUMERIC_OID = 1700;
    private static final BigInteger NUMERIC_BASE = BigInteger.valueOf(10_000);
    private static final int NUMERIC_NEGATIVE = 0x4000;

    /// PostgreSQL counts from 2000-01-01, and begins in 4713 BC.
    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    private static final long FIRST_MICROS = -211_813_488_000_000_000L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    private final DataOutputStream out = new DataOutputStream(bytes);
    private long rows;

    public CopyRows() {
        write(() -> out.write(SIGNATURE));
    }

    /// @param copy the statement, with the columns in the order in which rows give them
    public void copyInto(Connection connection, String copy) throws SQLException {
        if (rows == 0) {
            return;
        }
        write(() -> out.writeShort(-1));
        PGConnection postgres = connection.unwrap(PGConnection.class);
        try {
            postgres.getCopyAPI()
                    .copyIn(copy, new ByteArrayInputStream(bytes.toByteArray()), CHUNK);
        } catch (IOException e) {
            throw new SQLException("copy", e);
        }
    }

    public CopyRows row(int columns) {
        rows++;
        return write(() -> out.writeShort(columns));
    }

    public CopyRows text(@Nullable String value) {
        return value == null ? nothing() : sized(value.getBytes(StandardCharsets.UTF_8));
    }

    public CopyRows integer(int value) {
        return write(() -> {
            out.writeInt(Integer.BYTES);
            out.writeInt(value);
        });
    }

    public CopyRows bigint(@Nullable Long value) {
        return value == null
                ? nothing()
                : write(() -> {
                    out.writeInt(Long.BYTES);
                    out.writeLong(value);
                });
    }

    public CopyRows bool(@Nullable Boolean value) {
        return value == null ? nothing() : sized(new byte[] {(byte) (value ? 1 : 0)});
    }

    public CopyRows uuid(@Nullable UUID value) {
        return value == null
                ? nothing()
                : write(() -> {
                    out.writeInt(2 * Long.BYTES);
                    out.writeLong(value.getMostSignificantBits());
                    out.writeLong(value.getLeastSignificantBits());
                });
    }

    /// What a client's clock makes of a time may lie before PostgreSQL's first: then it becomes
    /// that.
    public CopyRows timestamptz(@Nullable Instant value) {
        return bigint(
                value == null
                        ? null
                        : Math.max(
                                FIRST_MICROS,
                                Math.max(Micros.of(value), Long.MIN_VALUE + EPOCH_MICROS)
                                        - EPOCH_MICROS));
    }

    public CopyRows numeric(@Nullable BigInteger value) {
        return value == null ? nothing() : write(() -> writeNumeric(value));
    }

    public CopyRows bytea(byte[] value) {
        return sized(value);
    }

    public CopyRows jsonb(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return write(() -> {
            out.writeInt(1 + text.length);
            out.writeByte(JSONB_VERSION);
            out.write(text);
        });
    }

    public CopyRows texts(List<String> values) {
        return array(TEXT_OID, values, CopyRows::text);
    }

    public CopyRows bigints(List<@Nullable Long> values) {
        return array(BIGINT_OID, values, CopyRows::bigint);
    }

    public CopyRows numerics(List<@Nullable BigInteger> values) {
        return array(NUMERIC_OID, values, CopyRows::numeric);
    }

    private <T extends @Nullable Object> CopyRows array(
            int oid, List<T> values, Element<T> element) {
        CopyRows inner = new CopyRows();
        inner.bytes.reset();
        boolean empty = values.isEmpty();
        inner.write(() -> {
            inner.out.writeInt(empty ? 0 : 1); // dimensions
            inner.out.writeInt(1); // may have nulls
            inner.out.writeInt(oid);
            if (!empty) {
                inner.out.writeInt(values.size());
                inner.out.writeInt(1); // the first index
            }
        });
        values.forEach(value -> element.write(inner, value));
        return sized(inner.bytes.toByteArray());
    }

    private void writeNumeric(BigInteger value) throws IOException {
        List<Integer> digits = new ArrayList<>();
        BigInteger rest = value.abs();
        while (rest.signum() != 0) {
            BigInteger[] divided = rest.divideAndRemainder(NUMERIC_BASE);
            digits.add(divided[1].intValue());
            rest = divided[0];
        }
        out.writeInt(8 + 2 * digits.size());
        out.writeShort(digits.size());
        out.writeShort(digits.size() - 1); // the first digit's weight
        out.writeShort(value.signum() < 0 ? NUMERIC_NEGATIVE : 0);
        out.writeShort(0); // decimals
        for (int digit : digits.reversed()) {
            out.writeShort(digit);
        }
    }

    private CopyRows sized(byte[] value) {
        return write(() -> {
            out.writeInt(value.length);
            out.write(value);
        });
    }

    private CopyRows nothing() {
        return write(() -> out.writeInt(NULL_LENGTH));
    }

    private CopyRows write(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return this;
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    @FunctionalInterface
    private interface Element<T extends @Nullable Object> {
        void write(CopyRows rows, T value);
    }
}
