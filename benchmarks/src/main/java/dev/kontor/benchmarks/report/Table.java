package dev.kontor.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A run as a page of Markdown.
public final class Table {
    private static final List<String> HEAD =
            List.of(
                    "scenario",
                    "transfers/s",
                    "ratio",
                    "accept ms, p50 / p99 / p99.9",
                    "settle ms, p50 / p99 / p99.9",
                    "CPU s per million",
                    "of them the generator",
                    "bytes per transfer",
                    "late",
                    "books");

    private Table() {}

    /// All of it, with ratios to the first [Result.Kind#REFERENCE].
    public static String of(Report report) {
        StringBuilder page = new StringBuilder("# " + report.profile() + ", " + report.commit());
        page.append("\n\n").append(report.at()).append(", ").append(report.machine()).append('.');
        if (!report.jvmOptions().isEmpty()) {
            page.append(" JVM options: `")
                    .append(String.join(" ", report.jvmOptions()))
                    .append('`');
        }
        page.append("\n\n").append(row(HEAD)).append("|---".repeat(HEAD.size())).append("|\n");
        Optional<Result> reference =
                report.results().stream()
                        .filter(each -> each.kind() == Result.Kind.REFERENCE)
                        .findFirst();
        report.results().forEach(each -> page.append(row(cells(each, reference))));
        page.append("\n## In detail\n");
        report.results().forEach(each -> page.append(details(each)));
        return page.toString();
    }

    private static List<String> cells(Result result, Optional<Result> reference) {
        List<String> cells = new ArrayList<>();
        cells.add(result.scenario());
        cells.add("%,.0f".formatted(result.perSecond()));
        cells.add(
                reference
                        .filter(each -> each.perSecond() > 0)
                        .map(each -> "%.1f".formatted(result.perSecond() / each.perSecond()))
                        .orElse("–"));
        cells.add(result.accepted().toString());
        cells.add(result.settled().toString());
        cells.add("%.1f".formatted(result.cpuSecondsPerMillionInAll()));
        double generator = result.cpuSecondsPerMillion().getOrDefault(Result.GENERATOR, 0.0);
        cells.add("%.1f".formatted(generator));
        cells.add("%,.0f".formatted(sum(result.bytesPerTransfer())));
        cells.add("%,d".formatted(result.late()));
        cells.add(result.faults().isEmpty() ? "balance" : "**do not balance**");
        return cells;
    }

    private static double sum(Map<String, Double> parts) {
        return parts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static String details(Result result) {
        StringBuilder text = new StringBuilder("\n**" + result.scenario() + "**: ");
        text.append(
                "%,d transfers in %.1f s, %.1f s of them until the views had all.%n"
                        .formatted(result.transfers(), result.seconds(), result.catchUpSeconds()));
        line(text, "CPU s per million", parts(result.cpuSecondsPerMillion(), "%.1f"));
        line(text, "bytes per transfer", parts(result.bytesPerTransfer(), "%,.0f"));
        line(text, "lacks", String.join("; ", result.lacks()));
        line(text, "does not count", String.join("; ", result.faults()));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String content) {
        if (!content.isEmpty()) {
            text.append("- ").append(name).append(": ").append(content).append('\n');
        }
    }

    private static String parts(Map<String, Double> parts, String format) {
        return new TreeMap<>(parts)
                .entrySet().stream()
                        .map(each -> each.getKey() + " " + format.formatted(each.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
