package dev.kontor.benchmarks.load;

import dev.kontor.cli.client.UuidV7;
import java.util.SplittableRandom;
import java.util.UUID;

/// How a client makes up the ids of its transfers.
public enum Ids {
    /// They grow with time, which indexes like.
    V7,
    /// They are all over the place.
    V4;

    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    UUID next(SplittableRandom random) {
        return switch (this) {
            case V7 -> UuidV7.of(System.currentTimeMillis(), random.nextLong(), random.nextLong());
            case V4 ->
                    new UUID(
                            (random.nextLong() & ~0xF000L) | VERSION_4,
                            (random.nextLong() >>> 2) | VARIANT);
        };
    }
}
