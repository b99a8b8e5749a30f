package dev.kontor.faults.nemesis;

import dev.kontor.faults.rig.Rig;
import dev.kontor.local.LocalServer;
import dev.kontor.local.services.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/// What happens to every system one day, with nobody to blame.
final class Operations {
    private Operations() {}

    /// As whoever deploys does it: clients are sent elsewhere first. No request may fail meanwhile,
    /// but for honest refusals.
    static Fault.Wound rollingRestart(Scene scene) {
        Rig rig = scene.rig();
        scene.bank().demandAnswers(true);
        for (Service service : rig.services()) {
            rig.takeOutOfRotation(service);
            service.server().stop();
            service.server().restart();
            rig.takeIntoRotation(service);
        }
        scene.bank().demandAnswers(false);
        return () -> {};
    }

    /// Writes that would make a file longer fail, as they do on a full disk. What is killed by that
    /// is started again when there is room, as a supervisor would.
    static Fault.Wound diskFull(LocalServer server) {
        limitFiles(server, "0");
        return () -> {
            if (server.isRunning()) {
                limitFiles(server, "unlimited");
            } else {
                server.restart();
            }
        };
    }

    private static void limitFiles(LocalServer server, String bytes) {
        ProcessHandle process = server.process().toHandle();
        Stream.concat(Stream.of(process), process.descendants())
                .forEach(each -> prlimit(each.pid(), bytes));
    }

    /// The soft limit alone, so that it can be raised again.
    private static void prlimit(long pid, String bytes) {
        List<String> command = List.of("prlimit", "--pid=" + pid, "--fsize=" + bytes + ":");
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("prlimit is missing (util-linux)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while limiting files", e);
        }
    }
}
