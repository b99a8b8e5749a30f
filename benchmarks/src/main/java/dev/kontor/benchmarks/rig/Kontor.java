package dev.kontor.benchmarks.rig;

import dev.kontor.local.Folders;
import dev.kontor.local.LocalKafka;
import dev.kontor.local.LocalPostgres;
import dev.kontor.local.LocalServer;
import dev.kontor.local.Ports;
import dev.kontor.local.ServiceJar;
import dev.kontor.local.services.Service;
import dev.kontor.local.services.ServiceKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A Kontor to be measured, as `./kontor up` runs it: one broker, one PostgreSQL, one instance of
/// each service, with their usual settings and no data.
///
/// Nothing of it outlives the JVM.
public final class Kontor implements AutoCloseable {
    private final Path home;
    private final List<String> jvmOptions;
    private final LocalPostgres postgresData;
    private final int postgresPort = Ports.free();
    private final int kafkaPort = Ports.free();
    private final LocalServer kafka;
    private final LocalServer postgres;
    private final Map<ServiceKind, Service> services = new EnumMap<>(ServiceKind.class);
    private Map<String, String> postgresSettings = Map.of();

    /// @param home where everything is kept that the servers and services write; what is there goes
    /// @param build where Kontor was built
    /// @param jvmOptions for broker and services, after those of `./kontor up`, over which they win
    public Kontor(Path home, Path build, Map<ServiceKind, ServiceJar> jars, List<String> jvmOptions)
            throws IOException {
        Folders.delete(home);
        this.home = home;
        this.jvmOptions = List.copyOf(jvmOptions);
        Path local = build.resolve("local").resolve("target");
        LocalKafka broker = new LocalKafka(home.resolve("kafka"), local.resolve("kafka"));
        this.postgresData = new LocalPostgres(home.resolve("postgres"), local.resolve("cache"));
        this.kafka = new LocalServer(() -> broker.prepare().launch(kafkaPort, this.jvmOptions));
        this.postgres =
                new LocalServer(
                        () -> postgresData.prepare().launch(postgresPort, postgresSettings));
        for (ServiceKind kind : ServiceKind.values()) {
            services.put(kind, service(kind, Objects.requireNonNull(jars.get(kind))));
        }
    }

    private Service service(ServiceKind kind, ServiceJar jar) {
        List<String> settings = new ArrayList<>();
        settings.add("--spring.kafka.bootstrap-servers=" + LocalKafka.bootstrapServers(kafkaPort));
        kind.schema().ifPresent(schema -> settings.addAll(database(schema)));
        if (kind == ServiceKind.REQUEST_SERVICE) {
            settings.add("--kontor.read-url=" + url(ServiceKind.QUERY_SERVICE));
        }
        return new Service(
                kind, kind.module(), jar, Ports.free(), home.resolve("logs"), jvmOptions, settings);
    }

    private List<String> database(String schema) {
        return List.of(
                "--spring.datasource.url="
                        + databases().url(LocalPostgres.DATABASE)
                        + "?currentSchema="
                        + schema,
                "--spring.datasource.username=" + schema,
                "--spring.datasource.password=" + schema);
    }

    /// Makes what lets services start sooner, as `./kontor up` does, where it is missing.
    public void prepare() {
        List<Service> unprepared =
                services.values().stream().filter(service -> !service.isPrepared()).toList();
        if (!unprepared.isEmpty()) {
            startServers();
            unprepared.forEach(Service::prepare);
        }
    }

    private void startServers() {
        List.of(postgres, kafka).forEach(LocalServer::restart);
    }

    /// Starts all of it and waits until all is ready.
    public void start() {
        startServers();
        services.values().forEach(service -> service.server().start());
        services.values().forEach(service -> service.server().awaitReady());
    }

    /// Stops all but PostgreSQL, which starts again with other settings: for what is to be compared
    /// with Kontor, on the same server and with the machine to itself.
    public Databases leaveOnlyPostgres(Map<String, String> settings) {
        services.values().forEach(service -> service.server().stop());
        kafka.stop();
        postgresSettings = Map.copyOf(settings);
        postgres.restart();
        return databases();
    }

    /// Where the broker is.
    public String bootstrapServers() {
        return LocalKafka.bootstrapServers(kafkaPort);
    }

    public URI url(ServiceKind kind) {
        return service(kind).url();
    }

    Service service(ServiceKind kind) {
        return Objects.requireNonNull(services.get(kind));
    }

    public Databases databases() {
        return new Databases(postgresPort, postgresData);
    }

    /// The folder of the broker's logs.
    Path kafkaData() {
        return home.resolve("kafka").resolve("data");
    }

    /// What runs, by name, to be looked at.
    public Map<String, ProcessHandle> processes() {
        Map<String, ProcessHandle> running = new LinkedHashMap<>();
        if (kafka.isRunning()) {
            running.put("kafka", kafka.process().toHandle());
        }
        running.put("postgres", postgres.process().toHandle());
        services.forEach((kind, service) -> {
            if (service.server().isRunning()) {
                running.put(kind.module(), service.server().process().toHandle());
            }
        });
        return running;
    }

    @Override
    public void close() {
        services.values().forEach(service -> service.server().kill());
        kafka.kill();
        postgres.kill();
    }
}
