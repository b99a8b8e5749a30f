package dev.kontor.processing.rebuild;

import dev.kontor.processing.rebuild.Difference.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The live state and the one that was built again, compared.
///
/// @param tables of which each digest was taken
/// @param differences the first that were found; empty: the states are equal
record Comparison(SortedMap<String, Pair> tables, List<Difference> differences) {
    private static final int MAX_NAMED = 20;

    /// What is read at a time to find the rows that differ.
    private static final long MAX_ROWS_READ = 50_000;

    record Pair(Digest live, Digest rebuilt) {
        boolean isEqual() {
            return live.equals(rebuilt);
        }
    }

    boolean isEqual() {
        return differences.isEmpty();
    }

    /// Both states must stand still meanwhile.
    static Comparison of(Schema live, Schema rebuilt, Map<String, CanonicalTable> canonical) {
        SortedMap<String, ComparedTable> here = live.state(canonical);
        SortedMap<String, ComparedTable> there = rebuilt.state(canonical);
        there.values().forEach(Comparison::requireKey);
        List<Difference> differences = new ArrayList<>(positions(live, rebuilt));
        differences.addAll(structure(here, there));
        SortedMap<String, Pair> pairs = new TreeMap<>();
        try (ExecutorService second = Executors.newSingleThreadExecutor()) {
            there.forEach((name, table) -> {
                if (table.equals(here.get(name))) {
                    Pair pair = digests(table, live, rebuilt, second);
                    pairs.put(name, pair);
                    differences.addAll(rows(table, pair, live, rebuilt));
                }
            });
        }
        return new Comparison(pairs, differences.stream().limit(MAX_NAMED).toList());
    }

    /// For people.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        tables.forEach((name, pair) -> lines.add(line(name, pair)));
        differences.forEach(difference -> lines.add(difference.describe()));
        if (differences.size() == MAX_NAMED) {
            lines.add("There may be more.");
        }
        return lines;
    }

    private static String line(String table, Pair pair) {
        String rebuilt =
                String.format(
                        Locale.ROOT,
                        "  %-20s %,12d rows  %s  ",
                        table,
                        pair.rebuilt().rows(),
                        pair.rebuilt());
        return pair.isEqual()
                ? rebuilt + "equal"
                : rebuilt
                        + String.format(
                                Locale.ROOT,
                                "DIFFERS from the live %,d rows  %s",
                                pair.live().rows(),
                                pair.live());
    }

    private static List<Difference> positions(Schema live, Schema rebuilt) {
        return Positions.read(rebuilt.sql())
                .unlike(Positions.read(live.sql()))
                .<List<Difference>>map(partition ->
                        List.of(
                                new Structure(
                                        "The live state was built from another log of %s."
                                                .formatted(partition))))
                .orElse(List.of());
    }

    private static void requireKey(ComparedTable table) {
        if (table.key().isEmpty()) {
            throw new IllegalStateException(
                    "%s has no primary key: a bean must say how it is compared"
                            .formatted(table.name()));
        }
    }

    private static List<Difference> structure(
            SortedMap<String, ComparedTable> live, SortedMap<String, ComparedTable> rebuilt) {
        List<Difference> differences = new ArrayList<>();
        SortedSet<String> names = new TreeSet<>(live.keySet());
        names.addAll(rebuilt.keySet());
        for (String name : names) {
            if (!live.containsKey(name)) {
                differences.add(new Structure("The live state lacks the table " + name + "."));
            } else if (!rebuilt.containsKey(name)) {
                differences.add(
                        new Structure("No migration makes the table " + name + ", which is live."));
            } else if (!live.get(name).equals(rebuilt.get(name))) {
                differences.add(
                        new Structure("The live table " + name + " is not as migrations make it."));
            }
        }
        return differences;
    }

    private static Pair digests(
            ComparedTable table, Schema live, Schema rebuilt, Executor executor) {
        CompletableFuture<Digest> there =
                CompletableFuture.supplyAsync(() -> Digest.of(table, rebuilt.sql()), executor);
        Digest here = Digest.of(table, live.sql());
        try {
            return new Pair(here, there.join());
        } catch (CompletionException e) {
            throw new IllegalStateException("taking the digest of " + table.name(), e.getCause());
        }
    }

    private static List<Difference> rows(
            ComparedTable table, Pair pair, Schema live, Schema rebuilt) {
        List<Difference> found = new ArrayList<>();
        List<Integer> left = pair.live().unlike(pair.rebuilt());
        while (!left.isEmpty() && found.size() < MAX_NAMED) {
            int count = pair.live().holding(left, MAX_ROWS_READ);
            found.addAll(
                    RowsOfTwo.read(table, left.subList(0, count), live.sql(), rebuilt.sql())
                            .differences());
            left = left.subList(count, left.size());
        }
        return found;
    }
}
