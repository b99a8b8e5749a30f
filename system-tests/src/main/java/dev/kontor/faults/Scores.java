package dev.kontor.faults;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The scores of all runs, which add up in a file.
final class Scores {
    /// What runs of an earlier version have not counted is none.
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private final Path file;
    private final Map<String, Score> byFault = new LinkedHashMap<>();

    private Scores(Path file) {
        this.file = file;
    }

    /// @throws IOException if the file is there and cannot be read
    static Scores in(Path file) throws IOException {
        Scores scores = new Scores(file);
        if (Files.exists(file)) {
            JSON.readValue(Files.readString(file), new TypeReference<List<Score>>() {})
                    .forEach(score -> scores.byFault.put(score.fault(), score));
        }
        return scores;
    }

    /// Kept at once.
    void add(Score score) throws IOException {
        byFault.merge(score.fault(), score, Score::and);
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(next, JSON.writeValueAsString(byFault.values()));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    Optional<Score> of(String fault) {
        return Optional.ofNullable(byFault.get(fault));
    }

    void print(PrintWriter out) {
        print(byFault.values(), out);
    }

    /// One line for each fault, and what was broken below.
    static void print(Collection<Score> scores, PrintWriter out) {
        int width =
                scores.stream()
                        .map(each -> each.fault().length())
                        .max(Comparator.naturalOrder())
                        .orElse(5);
        String columns = "%-" + Math.max(5, width) + "s %7s %13s %11s %6s %8s %7s %10s %10s%n";
        out.printf(
                columns,
                "fault",
                "rounds",
                "acknowledged",
                "bad records",
                "lost",
                "doubled",
                "broken",
                "recovered",
                "longest");
        for (Score each : scores) {
            out.printf(
                    columns,
                    each.fault(),
                    each.rounds(),
                    "%,d".formatted(each.acknowledged()),
                    "%,d".formatted(each.badRecords()),
                    each.lost(),
                    each.doubled(),
                    each.broken(),
                    "%.1f s".formatted(each.medianMillis() / 1e3),
                    "%.1f s".formatted(each.longestMillis() / 1e3));
        }
        scores.forEach(each ->
                each.sentences().forEach(sentence -> out.println(each.fault() + ": " + sentence)));
        out.flush();
    }
}
