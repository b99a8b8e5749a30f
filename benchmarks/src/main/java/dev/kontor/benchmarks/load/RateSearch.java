package dev.kontor.benchmarks.load;

import java.io.IOException;

/// The highest rate that a system holds: doubled until it does not, then narrowed down.
///
/// @param first that is tried, transfers a second
/// @param steps of narrowing down, each by half of what is unsure
public record RateSearch(double first, int steps) {
    private static final int MOST_DOUBLINGS = 12;

    /// Whether a rate is held, by trying it.
    @FunctionalInterface
    public interface Trial {
        boolean holds(double perSecond) throws IOException, InterruptedException;
    }

    /// @return 0 if not even the first rate is held
    public double highest(Trial trial) throws IOException, InterruptedException {
        double held = 0;
        double tooMuch = first;
        for (int i = 0; i < MOST_DOUBLINGS && trial.holds(tooMuch); i++) {
            held = tooMuch;
            tooMuch *= 2;
        }
        for (int i = 0; i < steps && held > 0; i++) {
            double between = (held + tooMuch) / 2;
            if (trial.holds(between)) {
                held = between;
            } else {
                tooMuch = between;
            }
        }
        return held;
    }
}
