package dev.kontor.events.model;

import java.nio.ByteBuffer;
import java.util.UUID;

/// UUIDs as text of 36 characters and as 16 bytes.
public final class Uuids {
    private static final int TEXT_LENGTH = 36;

    private Uuids() {}

    /// @throws IllegalArgumentException if `text` is not a UUID of 36 characters
    public static UUID parse(String text) {
        if (text.length() != TEXT_LENGTH) {
            throw new IllegalArgumentException("not a UUID of 36 characters");
        }
        for (int i = 0; i < TEXT_LENGTH; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? text.charAt(i) != '-' : !isHex(text.charAt(i))) {
                throw new IllegalArgumentException("not a UUID of 36 characters");
            }
        }
        return UUID.fromString(text);
    }

    /// @return 16 bytes, big-endian
    public static byte[] toBytes(UUID uuid) {
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    /// @throws IllegalArgumentException if there are not 16 bytes
    public static UUID fromBytes(ByteBuffer bytes) {
        if (bytes.remaining() != 16) {
            throw new IllegalArgumentException("a UUID has 16 bytes, not " + bytes.remaining());
        }
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
