package dev.kontor.faults;

import dev.kontor.faults.nemesis.Catalogue;
import dev.kontor.faults.nemesis.Fault;
import dev.kontor.faults.rig.Rig;
import dev.kontor.local.Folders;
import dev.kontor.local.ServiceJar;
import dev.kontor.local.services.Jars;
import dev.kontor.local.services.ServiceKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./kontor faults`.
@Command(
        name = "kontor faults",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a Kontor of its own, treats it badly while clients move money, and audits that"
                    + " nothing was lost and nothing happened twice.",
            "What it finds adds up over runs. Ends with 1 if a promise was broken."
        })
public final class Faults implements Callable<Integer> {
    private static final int MOST_ROUNDS_OF_A_BANK = 20;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "FAULT",
            description = "The faults, or what their names begin with; all if none is given.")
    private List<String> names = List.of();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often each one strikes; ${DEFAULT-VALUE} if not given.")
    private int rounds;

    @Option(
            names = "--up-to",
            paramLabel = "N",
            description = "Each one strikes as often as is missing to N, earlier runs counted.")
    private @Nullable Integer upTo;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "Where the results add up; .kontor/faults.json if not given.")
    private @Nullable Path results;

    @Option(names = "--list", description = "Tells what faults there are, and does nothing.")
    private boolean list;

    @Option(names = "--table", description = "Prints the results so far, and does nothing.")
    private boolean table;

    @Option(
            names = "--planted",
            description = {
                "Takes one protection after the other out of Kontor, and tells which fault shows"
                        + " that it is missing; with names, those only.",
            })
    private boolean planted;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Faults()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (planted) {
            return new Planted(root(), home(), jars(), out).run(names) ? 0 : 1;
        }
        List<Fault> chosen = chosen();
        if (list) {
            chosen.forEach(fault -> out.printf("%-40s %s%n", fault.name(), fault.sentence()));
            return 0;
        }
        Scores scores = Scores.in(results == null ? kontor().resolve("faults.json") : results);
        if (!table && !run(chosen, scores, out)) {
            return 1;
        }
        scores.print(out);
        return 0;
    }

    private boolean run(List<Fault> chosen, Scores scores, PrintWriter out)
            throws IOException, InterruptedException {
        List<Integer> brokers = chosen.stream().map(Fault::brokers).distinct().sorted().toList();
        for (int count : brokers) {
            if (!run(
                    chosen.stream().filter(each -> each.brokers() == count).toList(),
                    count,
                    scores,
                    out)) {
                return false;
            }
        }
        return true;
    }

    /// @param brokers how many, of which all these take as many
    private boolean run(List<Fault> chosen, int brokers, Scores scores, PrintWriter out)
            throws IOException, InterruptedException {
        Path home = home();
        Folders.delete(home);
        try (Rig rig = new Rig(home, root(), jars(), brokers)) {
            rig.prepare();
            rig.start();
            Trial trial = new Trial(rig, new Random());
            for (Fault fault : chosen) {
                for (int left = missing(fault, scores); left > 0; left -= MOST_ROUNDS_OF_A_BANK) {
                    Score score = trial.run(fault, Math.min(left, MOST_ROUNDS_OF_A_BANK));
                    scores.add(score);
                    Scores.print(List.of(score), out);
                    if (!score.isClean()) {
                        out.printf("What ran, and its logs, are in %s%n", home);
                        out.flush();
                        return false;
                    }
                }
            }
        }
        Folders.delete(home);
        return true;
    }

    private int missing(Fault fault, Scores scores) {
        return upTo == null ? rounds : upTo - scores.of(fault.name()).map(Score::rounds).orElse(0);
    }

    private List<Fault> chosen() {
        List<Fault> all = Catalogue.all();
        if (names.isEmpty()) {
            return all;
        }
        List<Fault> chosen = new ArrayList<>();
        for (String name : names) {
            List<Fault> meant = all.stream().filter(each -> each.name().startsWith(name)).toList();
            if (meant.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "there is no fault " + name + "; `./kontor faults --list` tells them all");
            }
            chosen.addAll(meant);
        }
        return chosen;
    }

    private static Map<ServiceKind, ServiceJar> jars() throws IOException, InterruptedException {
        return Jars.unpacked(root(), kontor().resolve("faults-cache"));
    }

    private static Path home() {
        return kontor().resolve("faults");
    }

    private static Path kontor() {
        return root().resolve(".kontor");
    }

    private static Path root() {
        return Path.of(System.getProperty("kontor.root", ".")).toAbsolutePath().normalize();
    }
}
