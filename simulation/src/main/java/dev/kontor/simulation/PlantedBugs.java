package dev.kontor.simulation;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Proves that the simulation finds what it is there for: plants one bug after the other in a copy
/// of the sources it concerns, compiles that copy in front of everything else, and runs seeds until
/// one fails.
///
/// The bugs are patches in `simulation/src/planted`, one file each, whose first line says what is
/// wrong. A patch that no longer applies or compiles is a failure, as is a bug that nobody finds.
final class PlantedBugs {
    private static final int MOST_SEEDS = 1_000;
    private static final Pattern FAILED = Pattern.compile("^seed (\\d+) failed: (.*)");

    private final Path root;
    private final PrintWriter out;

    /// @param root of the checkout
    PlantedBugs(Path root, PrintWriter out) {
        this.root = root;
        this.out = out;
    }

    /// @return whether all were found
    boolean run() throws IOException {
        List<Path> patches;
        try (Stream<Path> files = Files.list(root.resolve("simulation/src/planted"))) {
            patches = files.filter(file -> file.toString().endsWith(".patch")).sorted().toList();
        }
        int found = 0;
        for (Path patch : patches) {
            String name = patch.getFileName().toString().replace(".patch", "");
            String result = plant(patch);
            if (FAILED.matcher(result).find()) {
                found++;
            }
            out.printf("%-34s %s%n", name, told(result));
            out.flush();
        }
        out.printf("%d of %d planted bugs were found%n", found, patches.size());
        out.flush();
        return found == patches.size();
    }

    private static String told(String result) {
        Matcher failed = FAILED.matcher(result);
        if (!failed.find()) {
            return "NOT FOUND: " + result;
        }
        String what = failed.group(2);
        return "seed %-5s after %5s seeds: %s"
                .formatted(
                        failed.group(1),
                        failed.group(1),
                        what.length() > 150 ? what.substring(0, 150) : what);
    }

    /// @return the line that tells which seed failed, or what went wrong
    private String plant(Path patch) throws IOException {
        try (Planting planting = Planting.of(root, patch, classPath())) {
            return planting.fault().isEmpty() ? simulate(planting.classes()) : planting.fault();
        }
    }

    private static String simulate(Path classes) throws IOException {
        String output =
                run(
                        classes,
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx600m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                classes + File.pathSeparator + classPath(),
                                Simulate.class.getName(),
                                "--threads=1",
                                "--until-failure",
                                "--seeds=1.." + MOST_SEEDS));
        return output.lines()
                .filter(line -> FAILED.matcher(line).find())
                .findFirst()
                .orElse("no seed up to " + MOST_SEEDS + " failed");
    }

    /// @return where this program runs from, and what stands beside it
    private static String classPath() throws IOException {
        StringBuilder path = new StringBuilder();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            path.append(new File(entry).getAbsolutePath()).append(File.pathSeparator);
            Path lib = Path.of(entry).toAbsolutePath().resolveSibling("lib");
            if (entry.endsWith(".jar") && Files.isDirectory(lib)) {
                try (Stream<Path> jars = Files.list(lib)) {
                    jars.forEach(jar -> path.append(jar).append(File.pathSeparator));
                }
            }
        }
        return path.toString();
    }

    private static String run(Path folder, List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
