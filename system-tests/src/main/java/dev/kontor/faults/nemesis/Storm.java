package dev.kontor.faults.nemesis;

import dev.kontor.faults.rig.Rig;
import dev.kontor.local.LocalServer;
import dev.kontor.local.services.Service;
import dev.kontor.local.services.ServiceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Kills that do not wait until Kontor has got over the last: services, the broker and PostgreSQL
/// die in any order, some while they come up again. What is dead is started again each time, as a
/// supervisor would.
final class Storm {
    private static final int KILLS_OF_EACH_KIND = 10;

    /// Between two kills: so little that most strike while something else comes up, and enough for
    /// two cores to bring up what was killed.
    private static final long SHORTEST_MILLIS = 1_000;

    private static final long LONGEST_MILLIS = 8_000;

    private Storm() {}

    static Fault.Wound strike(Scene scene) {
        Rig rig = scene.rig();
        for (Supplier<LocalServer> victim : victims(scene)) {
            LocalServer server = victim.get();
            server.kill();
            startTheDead(rig);
            Scene.pause(Duration.ofMillis(scene.dice().nextLong(SHORTEST_MILLIS, LONGEST_MILLIS)));
        }
        return () -> {
            startTheDead(rig);
            rig.kafka().awaitReady();
            rig.postgres().awaitReady();
            startTheDead(rig); // services end when there is no PostgreSQL
        };
    }

    private static List<Supplier<LocalServer>> victims(Scene scene) {
        List<Supplier<LocalServer>> victims = new ArrayList<>();
        for (int i = 0; i < KILLS_OF_EACH_KIND; i++) {
            for (ServiceKind kind : ServiceKind.values()) {
                victims.add(() -> scene.one(kind).server());
            }
            victims.add(scene.rig()::kafka);
            victims.add(scene.rig()::postgres);
        }
        Collections.shuffle(victims, new Random(scene.dice().nextLong()));
        return victims;
    }

    private static void startTheDead(Rig rig) {
        start(rig.kafka());
        start(rig.postgres());
        rig.services().stream().map(Service::server).forEach(Storm::start);
    }

    private static void start(LocalServer server) {
        if (!server.isRunning()) {
            server.start();
        }
    }
}
