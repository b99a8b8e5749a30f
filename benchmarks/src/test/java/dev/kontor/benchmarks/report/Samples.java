package dev.kontor.benchmarks.report;

import java.util.List;
import java.util.Map;

/// Results that nobody has measured.
final class Samples {
    static Report report(Result... results) {
        return new Report(
                "a machine", "0000000", "quick", List.of(), "1970-01-01", List.of(results));
    }

    /// Ten seconds long.
    static Result result(String scenario, Result.Kind kind, long transfers) {
        return result(scenario, kind, transfers, List.of());
    }

    static Result wrong(String fault) {
        return result("ours", Result.Kind.ROW, 10, List.of(fault));
    }

    private static Result result(
            String scenario, Result.Kind kind, long transfers, List<String> faults) {
        return new Result(
                scenario,
                kind,
                1_000,
                transfers,
                10,
                1,
                0,
                Percentiles.NONE,
                new Percentiles(transfers, 1, 2, 3),
                Map.of("kafka", 15.0, "postgres", 20.0, Result.GENERATOR, 5.0),
                Map.of("kafka", 100.0, "WAL", 200.0),
                List.of(),
                faults);
    }

    private Samples() {}
}
