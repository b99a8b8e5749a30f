package dev.kontor.cli.stack;

import java.time.Duration;

/// How long to wait before a process that died is started again: twice as long each time, from a
/// second to a minute. One that did its work for a minute starts over.
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int LONGEST_FROM = 7;

    private int failures;

    /// @param ready for how long the process did its work before it died
    /// @return the pause
    Duration died(Duration ready) {
        failures = ready.compareTo(LONGEST) >= 0 ? 1 : failures + 1;
        return failures >= LONGEST_FROM ? LONGEST : FIRST.multipliedBy(1L << (failures - 1));
    }

    /// How often in a row it died.
    int failures() {
        return failures;
    }
}
