package dev.kontor.cli;

import dev.kontor.cli.stack.Home;
import dev.kontor.cli.stack.LogText;
import dev.kontor.cli.stack.Part;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Shows what the processes wrote to their logs.")
final class LogsCommand implements Callable<Integer> {

    private static final String SUPERVISOR = "supervisor";

    @Mixin private Place place = new Place();

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            description =
                    "kafka, postgres, ledger-processor, account-service, query-service,"
                            + " request-service or supervisor. Default: all.")
    private @Nullable String service;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as the logs grow, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many lines of each log to begin with. Default: ${DEFAULT-VALUE}.")
    private int lines = 20;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = Output.of(spec);
        Map<String, Path> logs = logs();
        Map<String, LogText> growing = new LinkedHashMap<>();
        logs.forEach((name, file) -> growing.put(name, LogText.fromEnd(file)));
        logs.forEach(
                (name, file) -> LogText.tail(file, lines).forEach(line -> print(out, name, line)));
        while (follow && !out.checkError()) {
            growing.forEach((name, log) -> log.more(line -> print(out, name, line)));
            TimeUnit.MILLISECONDS.sleep(200);
        }
        out.flush();
        return 0;
    }

    private Map<String, Path> logs() {
        Home home = place.home();
        Map<String, Path> logs = new LinkedHashMap<>();
        for (String name : names()) {
            logs.put(
                    name,
                    name.equals(SUPERVISOR) ? home.supervisorLog() : home.log(Part.named(name)));
        }
        return logs;
    }

    private List<String> names() {
        if (service != null) {
            return List.of(service);
        }
        List<String> all = new ArrayList<>(List.of(SUPERVISOR));
        for (Part part : Part.values()) {
            all.add(part.partName());
        }
        return all;
    }

    /// With several logs each line says whose it is.
    private void print(PrintWriter out, String name, String line) {
        out.println(service == null ? name + " | " + line : line);
    }
}
