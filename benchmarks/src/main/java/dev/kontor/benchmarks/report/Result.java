package dev.kontor.benchmarks.report;

import java.util.List;
import java.util.Map;

/// What one scenario came to.
///
/// @param scenario what was measured, in words
/// @param kind what it is good for
/// @param before transfers that were there when it began
/// @param transfers that were completed
/// @param seconds from the first that was sent until all were in the views
/// @param catchUpSeconds how much of that came after the last was answered
/// @param late that went out later than they were due
/// @param accepted from when a transfer was due until its client knew it to be durable
/// @param settled from when a transfer was due until its client knew its fate
/// @param cpuSecondsPerMillion transfers, by process
/// @param bytesPerTransfer by place
/// @param lacks what this one does not guarantee and Kontor does
/// @param faults why the figures do not count; empty if the books balance
public record Result(
        String scenario,
        Kind kind,
        long before,
        long transfers,
        double seconds,
        double catchUpSeconds,
        long late,
        Percentiles accepted,
        Percentiles settled,
        Map<String, Double> cpuSecondsPerMillion,
        Map<String, Double> bytesPerTransfer,
        List<String> lacks,
        List<String> faults) {

    /// What a result is shown as.
    public enum Kind {
        /// A row of the table only.
        ROW,
        /// What others are compared with, too.
        REFERENCE,
        /// A point of throughput against latency, too.
        LATENCY,
        /// A point of cost against history, too.
        HISTORY
    }

    public Result {
        cpuSecondsPerMillion = Map.copyOf(cpuSecondsPerMillion);
        bytesPerTransfer = Map.copyOf(bytesPerTransfer);
        lacks = List.copyOf(lacks);
        faults = List.copyOf(faults);
    }

    /// Completed transfers a second.
    public double perSecond() {
        return seconds > 0 ? transfers / seconds : 0;
    }

    /// CPU seconds of all processes but the generator's.
    public double cpuSecondsPerMillionInAll() {
        return cpuSecondsPerMillion.entrySet().stream()
                .filter(each -> !each.getKey().equals(GENERATOR))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /// The process that sends the load.
    public static final String GENERATOR = "generator";
}
