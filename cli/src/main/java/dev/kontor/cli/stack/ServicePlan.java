package dev.kontor.cli.stack;

import dev.kontor.local.Jvm;
import dev.kontor.local.Launch;
import dev.kontor.local.LocalKafka;
import dev.kontor.local.LocalPostgres;
import dev.kontor.local.ServiceJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts one of the services from its jar, unpacked, with what it has to know of this machine.
final class ServicePlan implements LaunchPlan {

    /// Several processors with their memories, and much larger batches.
    private static final String REBUILD_HEAP = "-Xmx1g";

    private static final Duration MAX_WAIT = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Part service;
    private final Home home;
    private final ServiceJar jar;
    private final Map<Part, Integer> ports;

    ServicePlan(Part service, Home home, ServiceJar jar, Map<Part, Integer> ports) {
        this.service = service;
        this.home = home;
        this.jar = jar;
        this.ports = Map.copyOf(ports);
    }

    @Override
    public Launch next() {
        List<String> command = jar.command(jvmOptions(service.partName()), settings());
        return launch(command, home.log(service), () -> Readiness.isReady(port(service)));
    }

    private Launch launch(List<String> command, Path log, Launch.Readiness readiness) {
        return new Launch(
                service.partName(),
                command,
                Map.of(),
                log,
                new PacedReadiness(readiness),
                MAX_WAIT,
                Launch.StopSignal.TERM);
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    /// Makes the start-up cache, once for each build.
    void prepare() throws IOException, InterruptedException {
        List<String> command = jar.preparingCommand(jvmOptions(service.partName()), settings());
        jar.prepare(launch(command, jar.preparationLog(), new ReadyOrBusy(port(service))));
    }

    boolean isPrepared() {
        return jar.isPrepared();
    }

    /// The command that builds the service's state again, beside the service.
    ///
    /// @param asked what is wanted of it
    List<String> rebuild(List<String> asked) {
        List<String> settings = new ArrayList<>(settings());
        settings.addAll(asked);
        List<String> options = new ArrayList<>(List.of(REBUILD_HEAP));
        options.addAll(jvmOptions(service.partName() + "-rebuild"));
        return jar.command(options, settings);
    }

    private List<String> jvmOptions(String name) {
        List<String> options = new ArrayList<>(new Processes(home).marks(name));
        options.addAll(Jvm.optionsOfTheUser());
        return options;
    }

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

    /// Unpacks a service's jar, once for each build.
    static ServiceJar unpack(Path packed, String name, Cache cache)
            throws IOException, InterruptedException {
        Path folder =
                cache.folder(
                        name,
                        ServiceJar.key(packed),
                        unfinished -> {
                            Files.delete(unfinished);
                            ServiceJar.unpack(packed, unfinished);
                        });
        cache.deleteOthers(name, folder);
        return new ServiceJar(folder.resolve(packed.getFileName()));
    }
}
