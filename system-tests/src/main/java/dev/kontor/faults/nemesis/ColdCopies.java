package dev.kontor.faults.nemesis;

import dev.kontor.faults.rig.Rig;
import java.nio.file.Path;

/// Log and state as they were at one time, for what they cannot be healed of otherwise.
record ColdCopies(Path log, Path state) {
    private static final String KAFKA = "kafka";
    private static final String POSTGRES = "postgres";

    /// Stops everything, copies, and starts it again.
    static ColdCopies of(Rig rig) {
        rig.killServices();
        rig.postgres().stop();
        Path state = rig.coldCopy(POSTGRES);
        rig.postgres().restart();
        rig.kafka().stop();
        Path log = rig.coldCopy(KAFKA);
        rig.kafka().restart();
        rig.startServices();
        return new ColdCopies(log, state);
    }

    /// All goes on as if nothing had been since.
    void putBack(Scene scene) {
        Rig rig = scene.rig();
        rig.killServices();
        rig.kafka().kill();
        rig.postgres().kill();
        rig.restore(POSTGRES, state);
        rig.restore(KAFKA, log);
        rig.postgres().restart();
        rig.kafka().restart();
        rig.startServices();
        scene.expectNoneHalted();
    }
}
