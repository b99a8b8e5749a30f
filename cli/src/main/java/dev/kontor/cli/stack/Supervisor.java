package dev.kontor.cli.stack;

import dev.kontor.cli.console.Failure;
import dev.kontor.cli.stack.StackState.Phase;
import dev.kontor.local.LocalKafka;
import dev.kontor.local.LocalPostgres;
import dev.kontor.local.Ports;
import dev.kontor.local.ServiceJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// The process that runs Kontor on one machine: it starts the parts in order, keeps each running,
/// and stops them in the opposite order when it is told to stop.
///
/// It holds a lock on the folder as long as it lives, so there is one. Its children stop by
/// themselves when it dies, however it dies.
public final class Supervisor {

    /// What a process left by a killed supervisor gets to end in order.
    private static final Duration PATIENCE_WITH_LEFTOVERS = Duration.ofSeconds(30);

    /// An environment variable that says `off` where a quick first start matters more.
    private static final String START_CACHES = "KONTOR_START_CACHES";

    private final Home home;
    private final Installation installation;
    private final StateFile state;
    private final Cache cache;
    private final Crew crew = new Crew();

    private Supervisor(Home home, Installation installation) {
        this.home = home;
        this.installation = installation;
        this.state = new StateFile(home);
        this.cache = new Cache(home);
    }

    /// Runs until it is told to stop, or cannot start.
    ///
    /// @return the status to exit with
    public static int run(Home home, Installation installation)
            throws IOException, InterruptedException {
        OptionalInt status =
                FolderLock.holding(home, () -> new Supervisor(home, installation).run());
        if (status.isEmpty()) {
            SupervisorLog.say("another supervisor looks after " + home.folder());
        }
        return status.orElse(1);
    }

    private int run() throws InterruptedException {
        state.update(before -> before.startedBy(ProcessHandle.current()));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stop));
        LogLimit.watch(home);
        try {
            startAll();
            state.update(before -> before.in(Phase.READY));
            SupervisorLog.say("ready");
        } catch (IOException | RuntimeException e) {
            if (crew.isStopping()) {
                SupervisorLog.say("stopped while starting");
            } else {
                fail(e);
                return 1;
            }
        }
        new CountDownLatch(1).await();
        return 0;
    }

    private void startAll() throws IOException, InterruptedException {
        int leftovers = new Processes(home).stopAll(PATIENCE_WITH_LEFTOVERS);
        if (leftovers > 0) {
            SupervisorLog.say("stopped " + leftovers + " processes of an earlier start");
        }
        cache.deleteOthers("cli", installation.ownJar().resolveSibling(""));
        LocalPostgres postgres =
                new LocalPostgres(home.postgres(), home.cache().resolve("postgres"));
        requireLog();
        Map<Part, ServiceJar> jars = prepare(postgres);
        Map<Part, Integer> ports = choosePorts();

        StackState known = state.get();
        Keeper database =
                keeper(Part.POSTGRES, new PostgresPlan(home, postgres, known.port(Part.POSTGRES)));
        KafkaPlan kafka =
                new KafkaPlan(home, installation.kafkaLibraries(), known.port(Part.KAFKA), cache);
        if (startCachesWanted() && !kafka.isPrepared()) {
            changed(Part.KAFKA, PartState.preparing());
            kafka.prepare();
        }
        crew.start(keeper(Part.KAFKA, kafka), database);
        // Services come up beside Kafka and wait for it themselves; without PostgreSQL they end.
        database.awaitReady();
        Map<Part, ServicePlan> services = new EnumMap<>(Part.class);
        jars.forEach((part, jar) -> services.put(part, new ServicePlan(part, home, jar, ports)));
        prepare(services);
        crew.start(
                services.entrySet().stream()
                        .map(service -> keeper(service.getKey(), service.getValue()))
                        .toArray(Keeper[]::new));
        crew.awaitReady();
        if (!Files.exists(home.builtFromLog())) {
            Files.createFile(home.builtFromLog());
        }
    }

    /// A new log beside a state that was built from another one would take in requests that no
    /// repair can keep.
    private void requireLog() {
        if (Files.exists(home.builtFromLog()) && !LocalKafka.isFormatted(home.kafka())) {
            throw new Failure(
                    "The log, which is the system of record, is gone from %s, and %s holds what was"
                                    .formatted(home.kafka(), home.postgres())
                            + " made of it. Put the folder back, or start with nothing at all:"
                            + " `./kontor down --purge`.");
        }
    }

    private Keeper keeper(Part part, LaunchPlan plan) {
        return new Keeper(part, plan, this::changed);
    }

    private static boolean startCachesWanted() {
        return !System.getenv().getOrDefault(START_CACHES, "").equals("off");
    }

    /// Two at a time: each has work for a core.
    private void prepare(Map<Part, ServicePlan> services) throws IOException, InterruptedException {
        if (!startCachesWanted()) {
            return;
        }
        List<Callable<?>> missing = new ArrayList<>();
        services.forEach((part, plan) -> {
            if (!plan.isPrepared()) {
                missing.add(() -> {
                    changed(part, PartState.preparing());
                    plan.prepare();
                    return part;
                });
            }
        });
        InParallel.run(2, missing);
    }

    /// All at once, since the first time each takes a few seconds.
    ///
    /// @return the unpacked jars of the services
    private Map<Part, ServiceJar> prepare(LocalPostgres postgres)
            throws IOException, InterruptedException {
        Map<Part, ServiceJar> jars = new ConcurrentHashMap<>();
        List<Callable<?>> all = new ArrayList<>(List.of(postgres::prepare));
        for (Part service : Part.services()) {
            all.add(() -> {
                Path jar = installation.jar(service);
                return jars.put(service, ServicePlan.unpack(jar, service.partName(), cache));
            });
        }
        InParallel.run(all.size(), all);
        return new EnumMap<>(jars);
    }

    /// To be done when no leftover holds a port any more.
    private Map<Part, Integer> choosePorts() {
        Map<Part, Integer> before = state.get().portsByPart();
        Map<Part, Integer> ports = new PortChoice(Ports::isFree, Ports::free).choose(before);
        state.update(now -> now.with(ports));
        return ports;
    }

    private void changed(Part part, PartState now) {
        state.update(before -> before.with(part, now));
        String pid = now.pid() == 0 ? "" : " (process " + now.pid() + ")";
        String trouble = now.trouble() == null ? "" : ": " + now.trouble();
        String condition = now.condition().name().toLowerCase(Locale.ROOT);
        SupervisorLog.say(part.partName() + " " + condition + pid + trouble);
    }

    private void fail(Exception e) throws InterruptedException {
        SupervisorLog.say("cannot start: " + e);
        crew.stop();
        String reason = e.getMessage() == null ? e.toString() : e.getMessage();
        state.update(before -> before.failed(reason));
    }

    /// Runs when the process is told to end; after a failed start there is nothing left to stop.
    private void stop() {
        if (state.get().phase() == Phase.FAILED) {
            return;
        }
        SupervisorLog.say("stopping");
        state.update(before -> before.in(Phase.STOPPING));
        try {
            crew.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        state.update(before -> before.in(Phase.STOPPED));
        SupervisorLog.say("stopped");
    }
}
