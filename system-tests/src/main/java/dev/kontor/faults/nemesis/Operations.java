package dev.kontor.faults.nemesis;

import dev.kontor.faults.rig.Rig;
import dev.kontor.faults.rig.Service;
import dev.kontor.local.LocalServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// What happens to every system one day, with nobody to blame.
final class Operations {
    private static final Duration FLOOD = Duration.ofSeconds(10);

    /// Long enough to notice that one has come to the end of its rope.
    private static final Duration BACK_TO_NORMAL = Duration.ofSeconds(30);

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

    /// Whoever does not fit is told so, and soon after all is as before.
    static Fault.Wound overload(Scene scene) {
        scene.bank().flood(FLOOD);
        long end = System.nanoTime() + BACK_TO_NORMAL.toNanos();
        return () -> {
            while (!scene.bank().probe().passes()) {
                if (System.nanoTime() > end) {
                    scene.broken("not back to normal in " + BACK_TO_NORMAL.toSeconds() + " s");
                    return;
                }
            }
        };
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
