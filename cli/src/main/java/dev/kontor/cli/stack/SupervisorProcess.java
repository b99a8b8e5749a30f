package dev.kontor.cli.stack;

import dev.kontor.local.JarKey;
import dev.kontor.local.Jvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Starts the supervisor as a process that outlives the command, and hears nothing of what is typed
/// at its terminal.
final class SupervisorProcess {

    /// With job control a background process gets a process group of its own.
    private static final String DETACHED =
            """
            set -m
            log=$1; shift
            "$@" </dev/null >>"$log" 2>&1 &
            echo $!
            """;

    /// @return the process id
    static long start(Home home, Installation installation)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("bash", "-c", DETACHED, "kontor", home.supervisorLog().toString()));
        command.add(Jvm.program());
        command.addAll(new Processes(home).marks("supervisor"));
        command.add("-Dkontor.root=" + installation.root());
        command.addAll(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(Jvm.LIBRARIES_AT_EASE);
        command.addAll(List.of("-jar", ownCopy(home, installation).toString()));
        command.addAll(List.of("supervise", "--data", home.folder().toString()));
        Process shell = new ProcessBuilder(command).start();
        String output =
                new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        String errors = new String(shell.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (shell.waitFor() != 0) {
            throw new IOException("bash cannot start a process: " + errors.strip());
        }
        return Long.parseLong(output);
    }

    /// A build may replace the jar while the supervisor runs, so it runs from a copy.
    private static Path ownCopy(Home home, Installation installation)
            throws IOException, InterruptedException {
        Path jar = installation.ownJar();
        Path libraries = jar.resolveSibling("lib");
        List<String> context = new ArrayList<>();
        for (Path library : list(libraries)) {
            context.add(JarKey.of(library, List.of()));
        }
        Path folder =
                new Cache(home)
                        .folder(
                                "cli",
                                JarKey.of(jar, context),
                                copy -> {
                                    Files.createDirectory(copy.resolve("lib"));
                                    Files.copy(jar, copy.resolve("kontor.jar"));
                                    for (Path library : list(libraries)) {
                                        Path name =
                                                Path.of("lib", library.getFileName().toString());
                                        Files.copy(library, copy.resolve(name));
                                    }
                                });
        return folder.resolve("kontor.jar");
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private SupervisorProcess() {}
}
