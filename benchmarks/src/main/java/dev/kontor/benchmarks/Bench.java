package dev.kontor.benchmarks;

import dev.kontor.benchmarks.report.Report;
import dev.kontor.benchmarks.report.Result;
import dev.kontor.benchmarks.report.ResultFolder;
import dev.kontor.benchmarks.report.Table;
import dev.kontor.local.Folders;
import dev.kontor.local.Jvm;
import dev.kontor.local.services.Jars;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./kontor bench`.
@Command(
        name = "kontor bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts a Kontor of its own, measures it under load, and beside it what one would do"
                    + " with PostgreSQL alone.",
            "Wants the machine to itself. Ends with 1 if the books did not balance."
        })
public final class Bench implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    /// How much is run.
    enum Depth {
        /// A look.
        QUICK,
        /// Figures to be told to others.
        FULL
    }

    @Option(
            names = "--profile",
            paramLabel = "quick|full",
            defaultValue = "quick",
            description = "How much is run; ${DEFAULT-VALUE} if not given.")
    private Depth depth = Depth.QUICK;

    @Option(
            names = "--accounts",
            paramLabel = "N",
            description = "Accounts, 1000 to 10000000, in place of those of the profile.")
    private @Nullable Integer accounts;

    @Option(
            names = "--only",
            paramLabel = "PART",
            description =
                    "Beside the uniform bulk only this: ${COMPLETION-CANDIDATES}; may be repeated.")
    private List<Part> only = new ArrayList<>();

    @Option(
            names = "--jvm",
            paramLabel = "OPTION",
            description =
                    "A JVM option for the broker and the services, over those of `kontor up`; may"
                            + " be repeated.")
    private List<String> jvmOptions = new ArrayList<>();

    @Option(
            names = "--results",
            paramLabel = "FOLDER",
            description = "Where the results go; benchmarks/results if not given.")
    private @Nullable Path folder;

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Bench());
        System.exit(line.setCaseInsensitiveEnumValuesAllowed(true).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        PrintWriter out = spec.commandLine().getOut();
        Path root = Path.of(System.getProperty("kontor.root", ".")).toAbsolutePath().normalize();
        Path kontor = root.resolve(".kontor");
        Path home = kontor.resolve("bench");
        List<String> options = new ArrayList<>(Jvm.optionsOfTheUser());
        options.addAll(jvmOptions);
        Run run =
                new Run(
                        profile(),
                        root,
                        home,
                        Jars.unpacked(root, kontor.resolve("bench-cache")),
                        true,
                        only.isEmpty() ? EnumSet.allOf(Part.class) : EnumSet.copyOf(only),
                        options,
                        each -> progress(out, each));
        Report report = run.report();
        Folders.delete(home);
        ResultFolder results =
                new ResultFolder(folder == null ? root.resolve("benchmarks/results") : folder);
        Path table = results.write(report, name(report));
        out.printf("%n%s%nWritten to %s%n", Table.of(report), table);
        out.flush();
        return report.isSound() ? 0 : 1;
    }

    private Profile profile() {
        Profile profile =
                switch (depth) {
                    case QUICK -> Profile.QUICK;
                    case FULL -> Profile.FULL;
                };
        return accounts == null ? profile : profile.withAccounts(accounts);
    }

    private static void progress(PrintWriter out, Result result) {
        out.printf(
                "%-60s %,10.0f/s %s%n",
                result.scenario(), result.perSecond(), String.join("; ", result.faults()));
        out.flush();
    }

    private static String name(Report report) {
        String day = report.at().substring(0, report.at().indexOf('T'));
        String commit = report.commit().replace("+", "-changed");
        return day + "-" + commit + "-" + report.profile();
    }
}
