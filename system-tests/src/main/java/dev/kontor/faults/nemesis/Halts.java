package dev.kontor.faults.nemesis;

import dev.kontor.local.services.Service;
import dev.kontor.local.services.ServiceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// An instance halts in the middle of its work, at a step that is chosen: what `kill-*` hits by
/// luck.
///
/// Nothing of it is in what is shipped. The instance is started with a patch that passes named
/// steps and ends the JVM at one of them, without any hook or farewell; what takes over, and what
/// is started in its place, is what is shipped.
final class Halts {
    private static final String PATCH = "halts";

    /// What the patch ends the JVM with.
    private static final int HALTED = 86;

    /// Under load each step is passed within a second or two of the start.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Halts() {}

    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        for (Step step : Step.values()) {
            for (ServiceKind kind : ServiceKind.values()) {
                if (step.isOf(kind)) {
                    all.add(
                            Fault.survived(
                                    "halt-%s-%s".formatted(step.text(), kind.module()),
                                    "one of two instances ends where " + step.sentence(),
                                    scene -> halt(scene, kind, step)));
                }
            }
        }
        return all;
    }

    private static Fault.Wound halt(Scene scene, ServiceKind kind, Step step) {
        Service service = scene.one(kind);
        int pass = 1 + scene.dice().nextInt(step.mostPasses());
        scene.rig()
                .alter(
                        service,
                        PATCH,
                        "-Dkontor.halt.at=" + step.text(),
                        "-Dkontor.halt.pass=" + pass);
        service.server().start();
        Process process = service.server().process();
        scene.awaits(() -> !process.isAlive() || service.isReady());
        if (!scene.awaits(() -> !process.isAlive(), PATIENCE)) {
            scene.broken(
                    "%s does not pass %s %d times".formatted(service.name(), step.text(), pass));
        } else if (process.exitValue() != HALTED) {
            scene.broken("%s ended with %d".formatted(service.name(), process.exitValue()));
        }
        service.unalter();
        return service.server()::restart;
    }
}
