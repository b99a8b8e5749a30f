package dev.kontor.cli;

import dev.kontor.cli.stack.Installation;
import dev.kontor.cli.stack.Part;
import dev.kontor.cli.stack.Stack;
import dev.kontor.cli.stack.StackState;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts Kafka, PostgreSQL and the four services, and waits until all are ready.",
            "Builds first what is missing or out of date. What dies is started again."
        })
final class UpCommand implements Callable<Integer> {

    @Mixin private Place place = new Place();

    @Option(
            names = {"-d", "--detach"},
            description = "Return when everything is ready, instead of running until Ctrl-C.")
    private boolean detach;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = Output.of(spec);
        Stack stack = place.stack();
        boolean joins = stack.isUp();
        Thread onInterrupt = Thread.ofPlatform().unstarted(() -> stop(stack, out));
        if (!detach && !joins) {
            Runtime.getRuntime().addShutdownHook(onInterrupt);
        }
        try {
            StackState state = stack.up(Installation.here(), line -> say(out, line));
            if (joins) {
                say(out, "It was up already; a newer build runs after `./kontor down`.");
            }
            welcome(out, state);
            if (!detach && !joins) {
                say(out, "Ctrl-C stops it.");
                stack.attend(line -> say(out, line));
            }
        } finally {
            forget(onInterrupt);
        }
        return 0;
    }

    private void welcome(PrintWriter out, StackState state) {
        for (Part part : Part.values()) {
            if (state.port(part) != part.usualPort()) {
                say(
                        out,
                        "%s has port %d; %d was taken when ports were chosen."
                                .formatted(part.partName(), state.port(part), part.usualPort()));
            }
        }
        String write = part(state, Part.REQUEST_SERVICE);
        say(
                out,
                """

                Kontor is ready.
                  write   %s
                  read    %s
                  status  ./kontor status%s

                Try:
                  curl -s %s/v1/accounts -H 'Content-Type: application/json' \
                -d '{"id": "alice", "currency": "EUR", "overdraft_limit": 5000}'
                """
                        .formatted(write, part(state, Part.QUERY_SERVICE), place.option(), write));
    }

    private static String part(StackState state, Part part) {
        return "http://localhost:" + state.port(part);
    }

    /// The supervisor's own words, which are shown meanwhile, are enough.
    private static void stop(Stack stack, PrintWriter out) {
        try {
            say(out, "\nStopping ...");
            stack.down(line -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// When the hook runs already it goes on.
    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Ctrl-C came first.
        }
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
