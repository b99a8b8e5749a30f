package dev.kontor.cli;

import dev.kontor.cli.console.Json;
import dev.kontor.cli.stack.StatusReport;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Says what runs, where, and how far each service is.",
        footer = "Ends with status 0 if everything is ready, with 1 if not.")
final class StatusCommand implements Callable<Integer> {

    @Mixin private Place place = new Place();

    @Option(names = "--json", description = "All there is to know, as one JSON object.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = Output.of(spec);
        StatusReport report = StatusReport.of(place.home());
        if (json) {
            out.println(Json.pretty(report.json()));
        } else {
            report.lines().forEach(out::println);
        }
        return report.isReady() ? 0 : 1;
    }
}
