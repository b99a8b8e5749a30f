package dev.kontor.simulation;

import java.util.Map;
import java.util.TreeMap;

/// How often what happened.
final class Tally {
    private final Map<String, Long> counts = new TreeMap<>();
    private int fingerprint;

    void add(Fault fault) {
        add("fault " + fault);
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
        return of("fault " + fault);
    }

    long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /// @return of all faults together
    long faults() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("fault "))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /// @return of all that stood in the log at the end of one seed
    int fingerprint() {
        return fingerprint;
    }

    void fingerprint(int of) {
        fingerprint = of;
    }

    Map<String, Long> counts() {
        return counts;
    }
}
