package dev.kontor.faults;

import dev.kontor.faults.nemesis.Catalogue;
import dev.kontor.faults.rig.Rig;
import dev.kontor.local.Folders;
import dev.kontor.local.ServiceJar;
import dev.kontor.local.services.Jars;
import dev.kontor.local.services.ServiceKind;
import dev.kontor.simulation.Planting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Proves that the harness can fail: takes one protection after the other out of what runs, and
/// tells which fault shows it and how.
///
/// The protections are named in `system-tests/src/planted/protections`, one a line: the name of a
/// patch, there or in `simulation/src/planted`, and the faults that are to show that it is missing.
final class Planted {
    private static final int MOST_ROUNDS = 10;
    private static final Pattern MODULE =
            Pattern.compile("^\\+\\+\\+ b/([^/]+)/", Pattern.MULTILINE);

    private final Path root;
    private final Path home;
    private final Map<ServiceKind, ServiceJar> jars;
    private final PrintWriter out;

    /// @param root of the checkout
    /// @param home where all that runs writes
    Planted(Path root, Path home, Map<ServiceKind, ServiceJar> jars, PrintWriter out) {
        this.root = root;
        this.home = home;
        this.jars = jars;
        this.out = out;
    }

    /// @param names of protections; all if there is none
    /// @return whether each was missed
    boolean run(List<String> names) throws IOException, InterruptedException {
        boolean allFound = true;
        for (String line : Files.readAllLines(folder("system-tests").resolve("protections"))) {
            List<String> words = List.of(line.strip().split("\\s+"));
            String name = words.getFirst();
            if (line.isBlank()
                    || line.startsWith("#")
                    || !(names.isEmpty() || names.contains(name))) {
                continue;
            }
            String found = missed(name, words.subList(1, words.size()));
            allFound &= !found.isEmpty();
            out.printf("%-34s %s%n", name, found.isEmpty() ? "NOT FOUND" : found);
            out.flush();
        }
        return allFound;
    }

    private String missed(String name, List<String> faults)
            throws IOException, InterruptedException {
        Path patch = patch(name);
        ServiceJar any = Objects.requireNonNull(jars.get(ServiceKind.LEDGER_PROCESSOR));
        Matcher module = MODULE.matcher(Files.readString(patch));
        if (!module.find()) {
            throw new IllegalStateException(patch + " changes nothing");
        }
        ServiceKind own =
                Stream.of(ServiceKind.values())
                        .filter(kind -> kind.module().equals(module.group(1)))
                        .findFirst()
                        .orElse(ServiceKind.LEDGER_PROCESSOR);
        String classPath = Objects.requireNonNull(jars.getOrDefault(own, any)).classPath();
        try (Planting planting = Planting.of(root, patch, classPath)) {
            if (!planting.fault().isEmpty()) {
                throw new IllegalStateException(name + ": " + planting.fault());
            }
            return shown(Jars.behind(planting.classes(), module.group(1), jars), faults);
        }
    }

    private String shown(Map<ServiceKind, ServiceJar> planted, List<String> faults)
            throws IOException, InterruptedException {
        Folders.delete(home);
        int brokers = Catalogue.named(faults.getFirst()).brokers();
        try (Rig rig = new Rig(home, root, planted, brokers)) {
            rig.start();
            Trial trial = new Trial(rig, new Random());
            for (int round = 1; round <= MOST_ROUNDS; round++) {
                for (String fault : faults) {
                    Score score = trial.run(Catalogue.named(fault), 1);
                    if (!score.isClean()) {
                        return "%s, round %d: %s"
                                .formatted(fault, round, score.sentences().getFirst());
                    }
                }
            }
            return "";
        }
    }

    private Path patch(String name) {
        Path own = folder("system-tests").resolve(name + ".patch");
        return Files.exists(own) ? own : folder("simulation").resolve(name + ".patch");
    }

    private Path folder(String module) {
        return root.resolve(module).resolve("src").resolve("planted");
    }
}
