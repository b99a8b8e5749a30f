package dev.kontor.faults.nemesis;

import dev.kontor.faults.rig.Partition;
import dev.kontor.faults.rig.Rig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// State and log that do not belong together.
final class Restores {
    private static final String KAFKA = "kafka";
    private static final String POSTGRES = "postgres";

    /// How much the log gets ahead of the copy.
    private static final Duration MEANWHILE = Duration.ofSeconds(6);

    private Restores() {}

    /// The database as it was some seconds ago, under load.
    static Fault.Wound olderState(Rig rig) {
        rig.killServices();
        rig.postgres().stop();
        Path copy = rig.coldCopy(POSTGRES);
        rig.postgres().restart();
        rig.startServices();
        Scene.pause(MEANWHILE);
        rig.killServices();
        rig.postgres().kill();
        rig.restore(POSTGRES, copy);
        return () -> {
            rig.postgres().restart();
            rig.startServices();
        };
    }

    /// The log as it was before the last transfers: what was built from it is ahead of it.
    static void shorterLog(Scene scene) {
        replaceLog(scene, _ -> {}, "restore the log");
    }

    /// A log that is long enough and goes on otherwise than the one that the state was built from.
    static void otherLog(Scene scene) {
        replaceLog(
                scene,
                ends -> ends.forEach((name, end) -> Records.fill(scene, name, end)),
                "is not the record that");
    }

    /// @param then done to the older log before anybody reads it; is told where the newer one ended
    /// @param reason what the partitions must say that stood further
    private static void replaceLog(
            Scene scene, Consumer<Map<Partition.Name, Long>> then, String reason) {
        Rig rig = scene.rig();
        Path older = stoppedCopy(rig);
        rig.kafka().restart();
        rig.startServices();
        Map<Partition.Name, Long> before = positions(rig);
        if (!scene.awaits(() -> scene.bank().probe().passes())) {
            scene.broken("it does not go on after an orderly stop");
        }
        Map<Partition.Name, Long> after = positions(rig);
        Path newer = stoppedCopy(rig);

        rig.restore(KAFKA, older);
        rig.kafka().restart();
        then.accept(after);
        rig.startServices();
        Map<Partition.Name, Long> ahead = new HashMap<>(after);
        ahead.entrySet()
                .removeIf(each -> each.getValue() <= before.getOrDefault(each.getKey(), 0L));
        scene.expectHalted(ahead.keySet(), reason);
        Map<Partition.Name, Long> held = positions(rig);
        ahead.forEach((name, position) -> {
            if (!position.equals(held.get(name))) {
                scene.broken("%s moved from %s to %s".formatted(name, position, held.get(name)));
            }
        });
        putBack(scene, newer);
    }

    /// Stops everything that writes and copies the log.
    static Path stoppedCopy(Rig rig) {
        rig.killServices();
        rig.kafka().stop();
        return rig.coldCopy(KAFKA);
    }

    /// The right log again: all goes on as if nothing had been.
    static void putBack(Scene scene, Path copy) {
        Rig rig = scene.rig();
        rig.killServices();
        rig.kafka().kill();
        rig.restore(KAFKA, copy);
        rig.kafka().restart();
        rig.startServices();
        scene.expectNoneHalted();
    }

    static Map<Partition.Name, Long> positions(Rig rig) {
        return rig.partitions().stream()
                .collect(Collectors.toMap(Partition::name, Partition::position, Math::max));
    }
}
