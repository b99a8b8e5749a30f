package dev.kontor.cli;

import dev.kontor.cli.console.Failure;
import dev.kontor.cli.stack.Installation;
import dev.kontor.cli.stack.Part;
import dev.kontor.cli.stack.RebuildProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = {
            "Builds a state again from the log, beside the live one, while Kontor goes on;",
            "compares the two, and puts the new one in the place of the old."
        },
        footer = {
            "One that was interrupted goes on where it was when it is called again.",
            "Ends with status 0 if the states are equal or were switched, with 1 if they differ,"
                    + " and with 3 if it could not be done."
        })
final class RebuildCommand implements Callable<Integer> {

    /// What people call the states of the services.
    enum State {
        ACCOUNTS(Part.ACCOUNT_SERVICE),
        LEDGER(Part.LEDGER_PROCESSOR),
        VIEWS(Part.QUERY_SERVICE);

        private final Part service;

        State(Part service) {
            this.service = service;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int NOT_DONE = 3;

    @Mixin private Place place = new Place();

    @Parameters(
            paramLabel = "STATE",
            arity = "1..*",
            description = "${COMPLETION-CANDIDATES}; several are built one after the other.")
    private List<State> states = List.of();

    @Option(names = "--verify", description = "Only compare: the live state stays.")
    private boolean verify;

    @Option(names = "--restart", description = "Begin anew, whatever is left of an earlier one.")
    private boolean restart;

    @Option(
            names = "--even-if-different",
            description = "Switch although the states differ, where it is known why they do.")
    private boolean evenIfDifferent;

    @Option(names = "--discard", description = "Only remove what is left of an earlier one.")
    private boolean discard;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        int worst = 0;
        for (State state : states) {
            Output.of(spec).println(state + ":");
            Output.of(spec).flush();
            worst = Math.max(worst, rebuild(state));
        }
        return worst;
    }

    private int rebuild(State state) throws InterruptedException {
        try {
            return RebuildProcess.run(place.home(), Installation.here(), state.service, settings());
        } catch (Failure e) {
            // Its usual status would say that the states differ.
            Output.errorsOf(spec).println(e.getMessage());
            return NOT_DONE;
        }
    }

    private List<String> settings() {
        List<String> settings = new ArrayList<>();
        settings.add("--kontor.rebuild.mode=" + mode());
        settings.add("--kontor.rebuild.restart=" + restart);
        settings.add("--kontor.rebuild.even-if-different=" + evenIfDifferent);
        return settings;
    }

    private String mode() {
        if (discard) {
            return "discard";
        }
        return verify ? "verify" : "switch";
    }
}
