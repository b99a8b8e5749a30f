package dev.kontor.cli.stack;

import dev.kontor.cli.console.Failure;
import dev.kontor.local.ServiceJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Builds the state of a running service again: in a process of its own, from the jar that the
/// service runs, on the same terminal.
public final class RebuildProcess {

    /// @return the status it ended with
    public static int run(Home home, Installation installation, Part service, List<String> asked)
            throws InterruptedException {
        Stack stack = new Stack(home);
        if (!stack.isUp()) {
            throw new Failure(
                    "No Kontor runs in %s: `./kontor up` starts it.".formatted(home.folder()));
        }
        StackState state = stack.state();
        Path jar =
                runningJar(new Processes(home).find(state.part(service).pid()))
                        .orElseGet(() -> installation.jar(service));
        List<String> command =
                new ServicePlan(service, home, new ServiceJar(jar), state.portsByPart())
                        .rebuild(asked);
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return process.waitFor();
        } catch (IOException e) {
            throw new Failure("Cannot start the rebuild: " + e.getMessage(), e);
        }
    }

    /// What was built meanwhile might decide otherwise than what runs.
    private static Optional<Path> runningJar(Optional<ProcessHandle> service) {
        List<String> arguments =
                service.flatMap(process -> process.info().arguments())
                        .map(Arrays::asList)
                        .orElse(List.of());
        int jar = arguments.indexOf("-jar") + 1;
        return jar > 0 && jar < arguments.size()
                ? Optional.of(Path.of(arguments.get(jar)))
                : Optional.empty();
    }

    private RebuildProcess() {}
}
