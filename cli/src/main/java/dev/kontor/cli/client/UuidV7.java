package dev.kontor.cli.client;

import java.security.SecureRandom;
import java.util.UUID;

/// Fresh ids that grow with time (RFC 9562), which indexes like.
public final class UuidV7 {

    private static final SecureRandom RANDOM = new SecureRandom();

    public static UUID next() {
        return of(System.currentTimeMillis(), RANDOM.nextLong(), RANDOM.nextLong());
    }

    /// @param millis milliseconds since 1970
    public static UUID of(long millis, long random, long moreRandom) {
        long high = (millis << 16) | 0x7000L | (random & 0x0FFFL);
        long low = 0x8000_0000_0000_0000L | (moreRandom & 0x3FFF_FFFF_FFFF_FFFFL);
        return new UUID(high, low);
    }

    private UuidV7() {}
}
