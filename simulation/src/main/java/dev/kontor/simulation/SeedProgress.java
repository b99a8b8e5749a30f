package dev.kontor.simulation;

import dev.kontor.simulation.Seeds.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How far a run of many seeds got, and what came of them, so that it can go on later: each line of
/// its file is a number and what it counts.
///
/// The file is exchanged whole, so whoever is killed leaves an older one or a newer one: it tells
/// of the seeds from the first to the next one, of each once, and of no other.
final class SeedProgress {
    private static final String FAILED = "failed: ";

    private final Tally tally = new Tally();
    private final Map<Long, String> failures = new TreeMap<>();
    private final long first;
    private long next;

    SeedProgress(long first) {
        this.first = first;
        this.next = first;
    }

    /// @param first where to begin if there is no such file
    /// @throws IllegalArgumentException if it is of a run that began elsewhere, or no such file
    static SeedProgress read(Path file, long first) throws IOException {
        SeedProgress progress = new SeedProgress(first);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int space = line.indexOf(' ');
                if (space < 1) {
                    throw new IllegalArgumentException(file + " holds no progress: " + line);
                }
                progress.take(line.substring(space + 1), Long.parseLong(line.substring(0, space)));
            }
        }
        return progress;
    }

    private void take(String what, long number) {
        switch (what) {
            case "first" -> {
                if (number != first) {
                    throw new IllegalArgumentException(
                            "that run began with seed %d, not %d".formatted(number, first));
                }
            }
            case "next" -> next = number;
            default -> {
                if (what.startsWith(FAILED)) {
                    failures.put(number, what.substring(FAILED.length()));
                } else {
                    tally.add(what, number);
                }
            }
        }
    }

    long next() {
        return next;
    }

    /// @return what went wrong, by the seed; of each the first line
    Map<Long, String> failures() {
        return failures;
    }

    Tally tally() {
        return tally;
    }

    /// @param outcome of the next seed
    void add(Outcome outcome) {
        switch (outcome) {
            case Outcome.Held(Tally of) -> tally.add(of);
            case Outcome.Failed(long seed, String what) ->
                    failures.put(seed, what.lines().findFirst().orElse(""));
        }
        next++;
    }

    /// @param file of no name: it is not kept
    void write(Path file) throws IOException {
        if (file.toString().isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add(first + " first");
        lines.add(next + " next");
        failures.forEach((seed, what) -> lines.add(seed + " " + FAILED + what));
        tally.counts().forEach((what, times) -> lines.add(times + " " + what));
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.write(beside, lines);
        Files.move(
                beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
