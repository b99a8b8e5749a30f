package dev.kontor.simulation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// How often what happened.
final class Tally {
    private final Map<String, Long> counts = new HashMap<>();
    private int fingerprint;

    void add(Fault fault) {
        add(fault.counter());
    }

    void add(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    void add(String what, long times) {
        counts.merge(what, times, Long::sum);
    }

    void add(Tally other) {
        other.counts.forEach((what, times) -> counts.merge(what, times, Long::sum));
    }

    long of(Fault fault) {
        return of(fault.counter());
    }

    long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /// @return of all faults together
    long faults() {
        return Arrays.stream(Fault.values()).mapToLong(this::of).sum();
    }

    /// @return of all that stood in the log at the end of one seed
    int fingerprint() {
        return fingerprint;
    }

    void fingerprint(int of) {
        fingerprint = of;
    }

    /// @return in the order of their names
    Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }
}
