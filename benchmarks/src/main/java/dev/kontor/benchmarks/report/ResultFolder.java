package dev.kontor.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Where the results of runs are kept: each as a file for programs, a table, and pictures.
///
/// @param folder that need not be there
public record ResultFolder(Path folder) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /// Writes all of it, over an earlier run of the same name.
    ///
    /// @return the table
    public Path write(Report report, String name) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".json"), JSON.writeValueAsString(report) + "\n");
        for (Map.Entry<String, Chart> each : charts(report.results()).entrySet()) {
            Path picture = folder.resolve(name + "-" + each.getKey() + ".svg");
            Files.writeString(picture, each.getValue().svg());
        }
        Path table = folder.resolve(name + ".md");
        Files.writeString(table, Table.of(report));
        return table;
    }

    /// What was written.
    public Report read(String name) throws IOException {
        return JSON.readValue(Files.readString(folder.resolve(name + ".json")), Report.class);
    }

    private static Map<String, Chart> charts(List<Result> all) {
        List<Result> latency = of(all, Result.Kind.LATENCY);
        List<Result> history = of(all, Result.Kind.HISTORY);
        Chart byRate =
                new Chart(
                        "Throughput against latency",
                        "completed transfers a second",
                        "ms from due to settled",
                        List.of(
                                series("p50", latency, Result::perSecond, r -> r.settled().p50()),
                                series("p99", latency, Result::perSecond, r -> r.settled().p99())));
        List<Chart.Series> costs = new ArrayList<>();
        costs.add(
                series(
                        "all of Kontor",
                        history,
                        Result::before,
                        Result::cpuSecondsPerMillionInAll));
        Chart byHistory =
                new Chart(
                        "Cost against history",
                        "transfers that were there before",
                        "CPU seconds per million transfers",
                        costs);
        return Map.of("latency", byRate, "history", byHistory);
    }

    private static List<Result> of(List<Result> all, Result.Kind kind) {
        return all.stream().filter(each -> each.kind() == kind).toList();
    }

    private static Chart.Series series(
            String name,
            List<Result> results,
            ToDoubleFunction<Result> x,
            ToDoubleFunction<Result> y) {
        return new Chart.Series(
                name,
                results.stream()
                        .map(each -> new Chart.Point(x.applyAsDouble(each), y.applyAsDouble(each)))
                        .collect(Collectors.toList()));
    }
}
