package dev.kontor.processing;

import dev.kontor.events.model.Micros;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows for `copy … from stdin (format binary)`: what PostgreSQL takes in fastest.
///
/// Begin each row with [#row], then give its columns in order. A null value is SQL's null.
public final class CopyRows {
    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final short TRAILER = -1;
    private static final int NULL_LENGTH = -1;
    private static final int CHUNK = 1 << 16;
    private static final byte JSONB_VERSION = 1;
    private static final int TEXT_OID = 25;
    private static final int BIGINT_OID = 20;
    private static final int NUMERIC_OID = 1700;
    private static final int UUID_OID = 2950;
    private static final int NUMERIC_BASE = 10_000;
    private static final int NUMERIC_NEGATIVE = 0x4000;

    /// PostgreSQL counts from 2000-01-01, and begins in 4713 BC.
    private static final long EPOCH_MICROS = 946_684_800_000_000L;

    private static final long FIRST_MICROS = -211_813_488_000_000_000L;

    private ByteBuffer out = ByteBuffer.allocate(1 << 14).put(SIGNATURE);
    private long rows;

    /// @param copy the statement, with the columns in the order in which rows give them
    public void copyInto(Connection connection, String copy) throws SQLException {
        if (rows == 0) {
            return;
        }
        room(Short.BYTES).putShort(TRAILER);
        CopyIn copying = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            for (int from = 0; from < out.position(); from += CHUNK) {
                copying.writeToCopy(out.array(), from, Math.min(CHUNK, out.position() - from));
            }
            copying.endCopy();
        } finally {
            if (copying.isActive()) {
                copying.cancelCopy();
            }
        }
    }

    public CopyRows row(int columns) {
        rows++;
        room(Short.BYTES).putShort((short) columns);
        return this;
    }

    public CopyRows text(@Nullable String value) {
        return value == null ? nothing() : bytea(value.getBytes(StandardCharsets.UTF_8));
    }

    public CopyRows integer(int value) {
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
        return this;
    }

    public CopyRows bigint(@Nullable Long value) {
        return value == null ? nothing() : eightBytes(value);
    }

    private CopyRows eightBytes(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
        return this;
    }

    public CopyRows bool(@Nullable Boolean value) {
        if (value == null) {
            return nothing();
        }
        room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
        return this;
    }

    public CopyRows uuid(@Nullable UUID value) {
        if (value == null) {
            return nothing();
        }
        room(Integer.BYTES + 2 * Long.BYTES)
                .putInt(2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits());
        return this;
    }

    /// What a client's clock makes of a time may lie before PostgreSQL's first: then it becomes
    /// that.
    public CopyRows timestamptz(@Nullable Instant value) {
        return value == null
                ? nothing()
                : eightBytes(
                        Math.max(
                                FIRST_MICROS,
                                Math.max(Micros.of(value), Long.MIN_VALUE + EPOCH_MICROS)
                                        - EPOCH_MICROS));
    }

    /// Digits to the base of ten thousand, the highest first.
    public CopyRows numeric(@Nullable BigInteger value) {
        if (value == null) {
            return nothing();
        }
        short[] digits = digits(value.abs());
        room(Integer.BYTES + (4 + digits.length) * Short.BYTES)
                .putInt((4 + digits.length) * Short.BYTES)
                .putShort((short) digits.length)
                .putShort((short) (digits.length - 1)) // the first digit's weight
                .putShort((short) (value.signum() < 0 ? NUMERIC_NEGATIVE : 0))
                .putShort((short) 0); // decimals
        for (int i = digits.length - 1; i >= 0; i--) {
            out.putShort(digits[i]);
        }
        return this;
    }

    /// @return the lowest first; nothing of zero
    private static short[] digits(BigInteger value) {
        short[] digits = new short[value.bitLength() / 13 + 1];
        int count = 0;
        BigInteger large = value;
        while (large.bitLength() >= Long.SIZE) {
            BigInteger[] divided = large.divideAndRemainder(BigInteger.valueOf(NUMERIC_BASE));
            digits[count++] = divided[1].shortValue();
            large = divided[0];
        }
        for (long rest = large.longValue(); rest != 0; rest /= NUMERIC_BASE) {
            digits[count++] = (short) (rest % NUMERIC_BASE);
        }
        return Arrays.copyOf(digits, count);
    }

    public CopyRows bytea(byte[] value) {
        room(Integer.BYTES + value.length).putInt(value.length).put(value);
        return this;
    }

    public CopyRows jsonb(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        room(Integer.BYTES + 1 + text.length).putInt(1 + text.length).put(JSONB_VERSION).put(text);
        return this;
    }

    public CopyRows texts(List<String> values) {
        return array(TEXT_OID, values, CopyRows::text);
    }

    public CopyRows bigints(List<@Nullable Long> values) {
        return array(BIGINT_OID, values, CopyRows::bigint);
    }

    public CopyRows uuids(List<@Nullable UUID> values) {
        return array(UUID_OID, values, CopyRows::uuid);
    }

    public CopyRows numerics(List<@Nullable BigInteger> values) {
        return array(NUMERIC_OID, values, CopyRows::numeric);
    }

    /// Its length, which stands before it, is known when it is written.
    private <T extends @Nullable Object> CopyRows array(
            int oid, List<T> values, Element<T> element) {
        int start = out.position();
        room(6 * Integer.BYTES)
                .putInt(0)
                .putInt(values.isEmpty() ? 0 : 1) // dimensions
                .putInt(1) // may have nulls
                .putInt(oid);
        if (!values.isEmpty()) {
            out.putInt(values.size()).putInt(1); // the first index
            values.forEach(value -> element.write(this, value));
        }
        out.putInt(start, out.position() - start - Integer.BYTES);
        return this;
    }

    private CopyRows nothing() {
        room(Integer.BYTES).putInt(NULL_LENGTH);
        return this;
    }

    private ByteBuffer room(int wanted) {
        if (out.remaining() < wanted) {
            int size = Math.max(2 * out.capacity(), out.position() + wanted);
            out = ByteBuffer.allocate(size).put(out.flip());
        }
        return out;
    }

    @FunctionalInterface
    private interface Element<T extends @Nullable Object> {
        void write(CopyRows rows, T value);
    }
}
