package dev.kontor.cli.stack;

import dev.kontor.local.Launch;
import dev.kontor.local.LocalKafka;
import dev.kontor.local.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Starts one of the services from its jar, unpacked, with what it has to know of this machine.
final class ServicePlan implements LaunchPlan {

    /// Measured with room: under load a service holds 150 MB of live data at most.
    private static final String HEAP = "-Xmx384m";

    private static final Duration MAX_WAIT = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Part service;
    private final Home home;
    private final Path jar;
    private final StartCache startCache;
    private final Map<Part, Integer> ports;

    /// @param jar unpacked
    ServicePlan(Part service, Home home, Path jar, Map<Part, Integer> ports) {
        this.service = service;
        this.home = home;
        this.jar = jar;
        this.startCache = new StartCache(jar.resolveSibling("start.aot"));
        this.ports = Map.copyOf(ports);
    }

    @Override
    public Launch next() {
        return launch(startCache.reading(), home.log(service));
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    /// Makes the start-up cache, once for each build: the service comes up as far as it can without
    /// taking part in anything, and ends. If that fails, each start takes longer, which is all.
    void prepare() throws IOException, InterruptedException {
        if (!startCache.isMissing()) {
            return;
        }
        List<String> options = new ArrayList<>(startCache.writing());
        options.add("-Dspring.context.exit=onRefresh");
        Launch launch = launch(options, jar.resolveSibling("prepare.log"));
        Process process = launch.start();
        if (!process.waitFor(MAX_WAIT.toSeconds(), TimeUnit.SECONDS)) {
            launch.stop(process, Duration.ZERO);
        } else if (process.exitValue() == 0) {
            startCache.keep();
        }
        process.getOutputStream().close();
    }

    boolean isPrepared() {
        return !startCache.isMissing();
    }

    private Launch launch(List<String> options, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Jvm.program());
        command.addAll(new Processes(home).marks(service.partName()));
        command.addAll(List.of(HEAP, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        command.add(Jvm.QUICK_START);
        command.addAll(Jvm.LIBRARIES_AT_EASE);
        command.addAll(options);
        command.addAll(Jvm.optionsOfTheUser());
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(settings());
        return new Launch(
                service.partName(),
                command,
                Map.of(),
                log,
                new PacedReadiness(() -> Readiness.isReady(port(service))),
                MAX_WAIT,
                Launch.StopSignal.TERM);
    }

    /// On the command line they win over any environment the user happens to have.
    private List<String> settings() {
        List<String> settings = new ArrayList<>();
        settings.add("--server.address=127.0.0.1");
        settings.add("--server.port=" + port(service));
        settings.add("--spring.main.banner-mode=off");
        settings.add(
                "--spring.kafka.bootstrap-servers="
                        + LocalKafka.bootstrapServers(port(Part.KAFKA)));
        switch (service) {
            case REQUEST_SERVICE ->
                    settings.add("--kontor.read-url=http://localhost:" + port(Part.QUERY_SERVICE));
            case LEDGER_PROCESSOR -> settings.addAll(database("ledger"));
            case ACCOUNT_SERVICE -> settings.addAll(database("account"));
            case QUERY_SERVICE -> settings.addAll(database("query"));
            case KAFKA, POSTGRES -> throw new IllegalStateException(service + " is no service");
        }
        return settings;
    }

    /// Each service has a schema and a role of the same name.
    private List<String> database(String schema) {
        String url =
                "jdbc:postgresql://127.0.0.1:%d/%s?currentSchema=%s"
                        .formatted(port(Part.POSTGRES), LocalPostgres.DATABASE, schema);
        return List.of(
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + schema,
                "--spring.datasource.password=" + schema);
    }

    private int port(Part part) {
        return ports.getOrDefault(part, part.usualPort());
    }

    /// Unpacks a service's jar, from which it starts in half the time; once for each build.
    static Path unpack(Path jar, String name, Cache cache)
            throws IOException, InterruptedException {
        String key = JarKey.of(jar, List.of(Jvm.version(), HEAP));
        Path folder =
                cache.folder(
                        name,
                        key,
                        unfinished -> {
                            Files.delete(unfinished);
                            Jvm.run(
                                    "-Djarmode=tools",
                                    "-jar",
                                    jar.toString(),
                                    "extract",
                                    "--destination",
                                    unfinished.toString());
                        });
        cache.deleteOthers(name, folder);
        return folder.resolve(jar.getFileName());
    }
}
