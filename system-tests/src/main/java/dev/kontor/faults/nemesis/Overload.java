package dev.kontor.faults.nemesis;

import dev.kontor.faults.rig.Memory;
import dev.kontor.local.ServiceJar;
import dev.kontor.local.services.Service;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// More is asked than fits, again and again: who does not fit is told so and when to come again,
/// all is as before soon after, and memory stays where it was.
final class Overload {
    private static final int FLOODS = 3;
    private static final Duration FLOOD = Duration.ofSeconds(5);

    /// Long enough to notice that one has come to the end of its rope.
    private static final Duration BACK_TO_NORMAL = Duration.ofSeconds(30);

    /// What a JVM has besides its heap: classes, compiled code, stacks of some hundred threads, and
    /// the buffers of Tomcat, Kafka and PostgreSQL outside of the heap.
    private static final long MAX_BESIDES_MEGABYTES = 300;

    /// Between the second flood and the third. The first makes the heap as large as it will be;
    /// after that it moves by what a collection happens to leave, and a leak of a few KB for each
    /// of the thousands of requests would show.
    private static final long MAX_GROWTH_MEGABYTES = 48;

    private Overload() {}

    static Fault.Wound strike(Scene scene) {
        List<Service> services = scene.rig().services();
        long refused = scene.bank().journal().refused();
        Map<String, Long> before = new HashMap<>();
        for (int flood = 1; flood <= FLOODS; flood++) {
            services.forEach(each -> before.put(each.name(), Memory.of(each).residentMegabytes()));
            scene.bank().flood(FLOOD);
            expectNormal(scene);
        }
        if (scene.bank().journal().refused() == refused) {
            scene.broken("nothing was refused, so it was no overload");
        }
        for (Service service : services) {
            checkMemory(scene, service, before.getOrDefault(service.name(), 0L));
        }
        return () -> {};
    }

    private static void expectNormal(Scene scene) {
        if (!scene.awaits(() -> scene.bank().probe().passes(), BACK_TO_NORMAL)) {
            scene.broken("not back to normal in " + BACK_TO_NORMAL.toSeconds() + " s");
        }
    }

    private static void checkMemory(Scene scene, Service service, long before) {
        Memory memory = Memory.of(service);
        long most = ServiceJar.HEAP_MEGABYTES + MAX_BESIDES_MEGABYTES;
        if (memory.peakMegabytes() > most) {
            scene.broken("%s: %s of %d".formatted(service.name(), memory, most));
        }
        if (memory.residentMegabytes() > before + MAX_GROWTH_MEGABYTES) {
            scene.broken("%s: %s after %d".formatted(service.name(), memory, before));
        }
    }
}
