package dev.kontor.faults.nemesis;

import dev.kontor.faults.rig.Link;
import dev.kontor.faults.rig.Rig;
import dev.kontor.local.LocalServer;
import dev.kontor.local.services.Service;
import dev.kontor.local.services.ServiceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// All faults there are.
public final class Catalogue {
    /// Who speaks to whom.
    private static final List<List<String>> LINKS =
            List.of(
                    List.of("clients", "request-service"),
                    List.of("clients", "query-service"),
                    List.of("request-service", "kafka"),
                    List.of("ledger-processor", "kafka"),
                    List.of("account-service", "kafka"),
                    List.of("query-service", "kafka"),
                    List.of("ledger-processor", "postgres"),
                    List.of("account-service", "postgres"),
                    List.of("query-service", "postgres"));

    private static final Duration AT_ONCE = Duration.ZERO;

    /// Longer than the session of a consumer, so that the others do without.
    private static final Duration OUT_OF_SESSION = Duration.ofSeconds(10);

    private static final Duration BLACK_HOLE = Duration.ofSeconds(30);

    private Catalogue() {}

    public static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        for (ServiceKind kind : ServiceKind.values()) {
            all.add(
                    Fault.survived(
                            "kill-" + kind.module(),
                            "kill -9 of one of two instances",
                            scene -> kill(scene.one(kind).server())));
        }
        all.add(server("kill-kafka", "kill -9 of the broker", Rig::kafka));
        all.add(server("kill-postgres", "kill -9 of PostgreSQL", Rig::postgres));
        all.add(
                Fault.lasting(
                        "kill-storm",
                        "ten kills of each of these six, each before the last is got over",
                        AT_ONCE,
                        Storm::strike));
        for (ServiceKind kind : ServiceKind.values()) {
            all.add(
                    Fault.survived(
                            "freeze-" + kind.module(),
                            "one of two instances frozen past its session, then thawed",
                            scene -> freeze(scene.one(kind).server())));
        }
        all.add(
                Fault.lasting(
                        "kill-request-service-with-frozen-kafka",
                        "kill -9 of both instances while the broker takes nothing",
                        Duration.ofSeconds(3),
                        scene -> freezeAndKillRequests(scene.rig())));
        all.add(
                Fault.lasting(
                        "freeze-kafka",
                        "the broker frozen and thawed",
                        OUT_OF_SESSION,
                        scene -> freeze(scene.rig().kafka())));
        all.add(
                Fault.lasting(
                        "freeze-postgres",
                        "PostgreSQL frozen and thawed",
                        OUT_OF_SESSION,
                        scene -> freeze(scene.rig().postgres())));
        all.add(
                Fault.lasting(
                        "rolling-restart",
                        "every instance in turn taken out, stopped in order, and started again",
                        AT_ONCE,
                        Operations::rollingRestart));
        all.add(
                Fault.lasting(
                        "overload",
                        "far more requests than fit, three times for five seconds",
                        AT_ONCE,
                        Overload::strike));
        all.add(
                Fault.lasting(
                        "disk-full-kafka",
                        "no file of the broker can grow",
                        OUT_OF_SESSION,
                        scene -> Operations.diskFull(scene.rig().kafka())));
        all.add(
                Fault.lasting(
                        "disk-full-postgres",
                        "no file of PostgreSQL can grow",
                        OUT_OF_SESSION,
                        scene -> Operations.diskFull(scene.rig().postgres())));
        all.add(
                Fault.lasting(
                        "restore-postgres",
                        "PostgreSQL restored from an older cold copy",
                        AT_ONCE,
                        scene -> Restores.olderState(scene.rig())));
        all.add(
                new Fault.AtRest(
                        "log-shorter",
                        "the log replaced by an older copy of itself",
                        Restores::shorterLog));
        all.add(
                new Fault.AtRest(
                        "log-other",
                        "the log replaced by one that goes on otherwise",
                        Restores::otherLog));
        all.add(
                new Fault.AtRest(
                        "bad-requests",
                        "200 unreadable records under a request's header",
                        Records::badRequests));
        all.add(
                new Fault.AtRest(
                        "bad-facts",
                        "an unreadable record under a processor's header in each topic",
                        Records::badFacts));
        all.add(
                new Fault.AtRest(
                        "upgrade-in-wrong-order",
                        "one request by rules that no processor knows, then each upgraded in turn",
                        Upgrades::wrongOrder));
        all.add(
                new Fault.AtRest(
                        "flip-read",
                        "one bit of a log changes on the disk, in what everybody has read",
                        Flips::inReadRecord));
        all.add(
                new Fault.AtRest(
                        "flip-unread",
                        "one bit of the transfers changes on the disk, in what nobody has read",
                        Flips::inUnreadRecord));
        all.addAll(Halts.all());
        all.addAll(Clocks.all());
        all.addAll(Replicas.all());
        for (List<String> link : LINKS) {
            all.addAll(links(link.getFirst(), link.getLast()));
        }
        return all;
    }

    /// @throws IllegalArgumentException if there is none of that name
    public static Fault named(String name) {
        return all().stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fault " + name));
    }

    private static List<Fault> links(String from, String to) {
        String both = from + "-" + to;
        return List.of(
                link("cut-" + both, "connections end", OUT_OF_SESSION, from, to, Link::cut),
                link(
                        "half-open-" + both,
                        "connections lose their far side and are not told",
                        AT_ONCE,
                        from,
                        to,
                        Link::forgetFarSide),
                link("black-hole-" + both, "nothing passes", BLACK_HOLE, from, to, Link::stall));
    }

    private static Fault link(
            String name,
            String sentence,
            Duration lasts,
            String from,
            String to,
            Consumer<Link> harm) {
        return Fault.lasting(
                name,
                sentence,
                lasts,
                scene -> {
                    List<Link> links = scene.rig().links(from, to);
                    links.forEach(harm);
                    return () -> links.forEach(Link::mend);
                });
    }

    private static Fault server(String name, String sentence, Function<Rig, LocalServer> server) {
        return Fault.lasting(name, sentence, AT_ONCE, scene -> kill(server.apply(scene.rig())));
    }

    private static Fault.Wound kill(LocalServer server) {
        server.kill();
        return server::restart;
    }

    /// What they have told by then has to be in the log already.
    private static Fault.Wound freezeAndKillRequests(Rig rig) {
        rig.kafka().freeze();
        List<Service> requests = rig.instances(ServiceKind.REQUEST_SERVICE);
        return () -> {
            requests.forEach(service -> service.server().kill());
            rig.kafka().thaw();
            requests.forEach(service -> service.server().start());
            requests.forEach(service -> service.server().awaitReady());
        };
    }

    private static Fault.Wound freeze(LocalServer server) {
        server.freeze();
        return server::thaw;
    }
}
