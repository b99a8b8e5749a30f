package dev.kontor.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// How far a run of many seeds got, so that it can go on later.
final class SeedProgress {
    private final Tally tally = new Tally();
    private long next;
    private long failures;

    SeedProgress(long first) {
        this.next = first;
    }

    /// @param first where to begin if there is no such file, or it tells of less
    static SeedProgress read(Path file, long first) throws IOException {
        SeedProgress progress = new SeedProgress(first);
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int space = line.indexOf(' ');
                progress.take(line.substring(space + 1), Long.parseLong(line.substring(0, space)));
            }
        }
        progress.next = Math.max(progress.next, first);
        return progress;
    }

    private void take(String what, long number) {
        switch (what) {
            case "next" -> next = number;
            case "failed" -> failures = number;
            default -> tally.add(what, number);
        }
    }

    long next() {
        return next;
    }

    long failures() {
        return failures;
    }

    Tally tally() {
        return tally;
    }

    void add(long last, Seeds.Result result) {
        next = last + 1;
        failures += result.failures().size();
        result.tallies().forEach(tally::add);
    }

    /// @param file of no name: it is not kept
    void write(Path file) throws IOException {
        if (file.toString().isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        lines.add(next + " next");
        lines.add(failures + " failed");
        tally.counts().forEach((what, times) -> lines.add(times + " " + what));
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.write(beside, lines);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
