package dev.kontor.cli;

import dev.kontor.cli.console.Failure;
import dev.kontor.cli.console.Progress;
import dev.kontor.cli.stack.Stack;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Scanner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops everything: the services, then Kafka, then PostgreSQL.")
final class DownCommand implements Callable<Integer> {

    @Mixin private Place place = new Place();

    @Option(names = "--purge", description = "Delete all data as well: accounts, transfers, all.")
    private boolean purge;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask before deleting.")
    private boolean yes;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = Output.of(spec);
        Stack stack = place.stack();
        if (purge && !yes) {
            confirm(stack, out);
        }
        boolean stopped =
                stack.down(line -> {
                    out.println(line);
                    out.flush();
                });
        out.println(stopped ? "Kontor is stopped." : "Kontor was not running.");
        if (purge) {
            stack.purge();
            out.println("Deleted all data in " + stack.folder() + ".");
        }
        return 0;
    }

    /// Where there is nobody to ask, nothing is deleted.
    private static void confirm(Stack stack, PrintWriter out) {
        if (!Progress.canAsk()) {
            throw new Failure("Add --yes to delete all data in " + stack.folder() + " unasked.");
        }
        out.print("Delete all data in " + stack.folder() + "? [y/N] ");
        out.flush();
        Scanner answers = new Scanner(System.in, Charset.defaultCharset());
        if (!answers.hasNextLine() || !answers.nextLine().strip().equalsIgnoreCase("y")) {
            throw new Failure("Nothing was done.");
        }
    }
}
