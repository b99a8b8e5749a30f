package dev.kontor.benchmarks;

import java.time.Duration;
import java.util.List;

/// How much is run.
///
/// @param time that each figure is measured for
/// @param warmUp how long a bulk runs before anything is measured
/// @param trial how long a rate, or a number of connections, is tried
/// @param accounts that most figures are measured with
/// @param manyAccounts for the figure with many
/// @param history transfers that there are before the figure with many is measured
/// @param historySteps in how many parts those are made, each measured
/// @param lanes bulks at once
/// @param inFlight lines of each that wait for their outcome, in a closed loop
/// @param connections that each baseline is tried with
public record Profile(
        String name,
        Duration time,
        Duration warmUp,
        Duration trial,
        int accounts,
        int manyAccounts,
        long history,
        int historySteps,
        int lanes,
        int inFlight,
        List<Integer> connections) {
    /// As many as request-service has on their way for one bulk.
    private static final int IN_FLIGHT = 2_000;

    private static final List<Integer> CONNECTIONS = List.of(1, 4, 8, 16, 32);

    /// For a look, in a quarter of an hour.
    static final Profile QUICK =
            new Profile(
                    "quick",
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(4),
                    10_000,
                    50_000,
                    500_000,
                    5,
                    8,
                    IN_FLIGHT,
                    CONNECTIONS);

    /// For figures that are told to others, in some hours.
    static final Profile FULL =
            new Profile(
                    "full",
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(15),
                    100_000,
                    1_000_000,
                    5_000_000,
                    10,
                    8,
                    IN_FLIGHT,
                    CONNECTIONS);

    public Profile {
        connections = List.copyOf(connections);
    }

    /// The same with other accounts.
    Profile withAccounts(int count) {
        return new Profile(
                name,
                time,
                warmUp,
                trial,
                count,
                Math.max(count, manyAccounts),
                history,
                historySteps,
                lanes,
                inFlight,
                connections);
    }
}
