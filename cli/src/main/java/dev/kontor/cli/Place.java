package dev.kontor.cli;

import dev.kontor.cli.client.Endpoints;
import dev.kontor.cli.stack.Home;
import dev.kontor.cli.stack.Stack;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which Kontor on this machine is meant.
final class Place {

    private static final String DATA = "KONTOR_DATA";

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description =
                    "Where everything is kept. Default: $KONTOR_DATA, else .kontor beside the"
                            + " launcher.")
    private @Nullable Path data;

    Home home() {
        if (data != null) {
            return Home.at(data);
        }
        String variable = System.getenv().getOrDefault(DATA, "");
        Path root = Path.of(System.getProperty("kontor.root", "."));
        return Home.at(variable.isBlank() ? root.resolve(".kontor") : Path.of(variable));
    }

    Stack stack() {
        return new Stack(home());
    }

    /// Where client commands go if they are not told otherwise.
    Endpoints endpoints() {
        return new Endpoints(System.getenv(), stack().state().ports());
    }
}
