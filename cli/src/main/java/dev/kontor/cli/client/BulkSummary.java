package dev.kontor.cli.client;

import java.time.Duration;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What became of the lines of a load.
///
/// @param counts how many lines ended with each status
/// @param gaveUp whether the input was left before its end
public record BulkSummary(
        long lines, SortedMap<String, Long> counts, Duration elapsed, boolean gaveUp) {

    public BulkSummary {
        counts = new TreeMap<>(counts);
    }

    /// Whether every line was taken: none that is invalid, in conflict, or of unknown fate.
    public boolean isComplete() {
        return !gaveUp
                && !counts.containsKey("invalid")
                && !counts.containsKey("unknown")
                && !counts.containsKey("conflict");
    }

    /// One line for people.
    public String describe() {
        double seconds = Math.max(elapsed.toNanos() / 1e9, 1e-3);
        String each =
                counts.entrySet().stream()
                        .map(entry -> number(entry.getValue()) + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s lines%s in %.1f s (%s lines/s)",
                number(lines),
                each.isEmpty() ? "" : ": " + each,
                seconds,
                number(Math.round(lines / seconds)));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
