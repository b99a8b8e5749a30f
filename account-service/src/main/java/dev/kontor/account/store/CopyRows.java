package dev.kontor.account.store;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.postgresql.util.ByteConverter;

/// Rows in the binary format of PostgreSQL's `copy`: each field behind its length, big-endian.
final class CopyRows {
    private static final byte[] SIGNATURE =
            "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int NO_FLAGS = 0;
    private static final int NO_EXTENSION = 0;
    private static final int NULL_FIELD = -1;
    private static final int END_OF_ROWS = -1;

    private final ByteArrayOutputStream bytes;
    private final DataOutputStream out;

    CopyRows(int expectedBytes) {
        bytes = new ByteArrayOutputStream(expectedBytes);
        out = new DataOutputStream(bytes);
        write(() -> {
            out.write(SIGNATURE);
            out.writeInt(NO_FLAGS);
            out.writeInt(NO_EXTENSION);
        });
    }

    /// Begins a row; its fields follow.
    CopyRows row(int fields) {
        return write(() -> out.writeShort(fields));
    }

    CopyRows add(UUID value) {
        return write(() -> {
            out.writeInt(2 * Long.BYTES);
            out.writeLong(value.getMostSignificantBits());
            out.writeLong(value.getLeastSignificantBits());
        });
    }

    CopyRows add(int value) {
        return write(() -> {
            out.writeInt(Integer.BYTES);
            out.writeInt(value);
        });
    }

    CopyRows add(long value) {
        return write(() -> {
            out.writeInt(Long.BYTES);
            out.writeLong(value);
        });
    }

    /// A text, or the name of an enum's value.
    CopyRows add(String value) {
        return add(value.getBytes(StandardCharsets.UTF_8));
    }

    CopyRows add(byte[] value) {
        return write(() -> {
            out.writeInt(value.length);
            out.write(value);
        });
    }

    CopyRows add(BigInteger value) {
        return add(ByteConverter.numeric(new BigDecimal(value)));
    }

    CopyRows addNull() {
        return write(() -> out.writeInt(NULL_FIELD));
    }

    byte[] toBytes() {
        write(() -> out.writeShort(END_OF_ROWS));
        return bytes.toByteArray();
    }

    private CopyRows write(Writing writing) {
        try {
            writing.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }
}
