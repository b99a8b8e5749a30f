package dev.kontor.simulation;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./kontor simulate`.
@Command(
        name = "kontor simulate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs both cores and the processing shell through faults that seeds choose, and tells"
                    + " the seeds that fail.",
            "A seed that failed fails again, the same way, when it is run alone."
        })
public final class Simulate implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--seeds",
            paramLabel = "FROM..TO",
            defaultValue = "1..2000",
            description = "The seeds to run, both included; ${DEFAULT-VALUE} if not given.")
    private String seeds = "";

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many run at the same time; one for each processor if not given.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description =
                    "Keeps how far it got in this file, and goes on from there if it is there.")
    private Path progress = Path.of("");

    @Option(names = "--counts", description = "Tells at the end how often what happened.")
    private boolean counts;

    @Option(names = "--until-failure", description = "Stops at the first seed that fails.")
    private boolean untilFailure;

    @Option(
            names = "--planted",
            description =
                    "Plants known bugs, one after the other, and tells which seed finds each.")
    private boolean planted;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Simulate()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (planted) {
            return new PlantedBugs(root(), out).run() ? 0 : 1;
        }
        String[] ends = seeds.split("\\.\\.", 2);
        try {
            return run(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]), out);
        } catch (NumberFormatException e) {
            throw new ParameterException(
                    spec.commandLine(), "seeds are given as FROM..TO: " + seeds, e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--resume " + progress + ": " + e.getMessage(), e);
        }
    }

    private int run(long from, long to, PrintWriter out) throws IOException {
        SeedProgress done = new LongRun(from, to, untilFailure, progress, out).finish(threads);
        if (counts) {
            done.tally().counts().forEach((what, times) -> out.printf("%12d  %s%n", times, what));
        }
        out.flush();
        return done.failures().isEmpty() ? 0 : 1;
    }

    private static Path root() {
        return Path.of(System.getProperty("kontor.root", "."));
    }
}
