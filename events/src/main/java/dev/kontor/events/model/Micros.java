package dev.kontor.events.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Times as they are kept everywhere: whole microseconds since 1970 in UTC.
public final class Micros {
    private Micros() {}

    /// @throws ArithmeticException for times more than 292,000 years away
    public static long of(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), 1_000_000L),
                instant.getNano() / 1_000);
    }

    public static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    public static Instant truncate(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
