package dev.kontor.faults.nemesis;

import dev.kontor.faults.rig.Partition;
import dev.kontor.faults.rig.Rig;
import dev.kontor.local.services.Service;
import dev.kontor.local.services.ServiceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One clock is an hour off, and the others are not: money is the same, and what expires does so
/// once, at most that hour early or late.
///
/// The clock is that by which a service judges what it does, or the broker; the time stamps that
/// Kafka's own clients put into records, which nothing goes by, are right all the same.
final class Clocks {
    private static final Duration OFF = Duration.ofHours(1);

    /// Long enough for authorizations that expire, or should not, and for whatever happens each
    /// minute by that clock.
    private static final Duration LASTS = Duration.ofSeconds(20);

    private Clocks() {}

    static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        for (ServiceKind kind : ServiceKind.values()) {
            all.add(service("clock-ahead-", "ahead", kind, OFF));
            all.add(service("clock-behind-", "behind", kind, OFF.negated()));
        }
        all.add(broker("clock-ahead-kafka", "ahead", OFF));
        all.add(broker("clock-behind-kafka", "behind", OFF.negated()));
        return all;
    }

    private static Fault service(String name, String where, ServiceKind kind, Duration off) {
        return Fault.lasting(
                name + kind.module(),
                "the clock of one of two instances an hour " + where,
                LASTS,
                scene -> setClock(scene, kind, off));
    }

    private static Fault.Wound setClock(Scene scene, ServiceKind kind, Duration off) {
        scene.bank().journal().clocksAreOffBy(OFF);
        Service service = scene.one(kind);
        String patch =
                kind == ServiceKind.REQUEST_SERVICE
                        ? "clock-off-request-service"
                        : "clock-off-processors";
        scene.rig().alter(service, patch, minutes(off));
        service.server().restart();
        if (!scene.awaits(() -> !Partition.of(service).isEmpty())) {
            scene.broken(service.name() + " gets no partition");
        }
        return () -> {
            service.unalter();
            service.server().restart();
        };
    }

    private static Fault broker(String name, String where, Duration off) {
        return Fault.lasting(
                name,
                "the broker's clock an hour " + where,
                LASTS,
                scene -> setBrokersClock(scene.rig(), off));
    }

    private static Fault.Wound setBrokersClock(Rig rig, Duration off) {
        rig.brokers().alter("clock-off-kafka", minutes(off));
        rig.kafka().restart();
        return () -> {
            rig.brokers().unalter();
            rig.kafka().restart();
        };
    }

    private static String minutes(Duration off) {
        return "-Dkontor.clock.minutes=" + off.toMinutes();
    }
}
