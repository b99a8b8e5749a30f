package dev.kontor.cli;

import dev.kontor.cli.client.Endpoints;
import dev.kontor.cli.console.Failure;
import dev.kontor.cli.stack.Home;
import dev.kontor.cli.stack.Stack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
            if (Files.isRegularFile(data)) {
                throw new Failure(data + " is a file; --data takes a folder.");
            }
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
        Stack stack = stack();
        return new Endpoints(
                System.getenv(),
                stack.isUp() ? stack.state().ports() : Map.of(),
                stack.folder().toString());
    }

    /// What other commands have to be given to mean the same place.
    String option() {
        return data == null ? "" : " --data " + data;
    }
}
