package dev.kontor.faults.rig;

import dev.kontor.local.Folders;
import dev.kontor.local.Jvm;
import dev.kontor.local.LocalPostgres;
import dev.kontor.local.LocalServer;
import dev.kontor.local.Ports;
import dev.kontor.local.ServiceJar;
import dev.kontor.local.services.Service;
import dev.kontor.local.services.ServiceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// A whole Kontor to be treated badly: brokers, one PostgreSQL, two instances of each service,
/// and a [Link] between any two that speak to each other.
///
/// Nothing of it outlives the JVM.
public final class Rig implements AutoCloseable {
    private static final int INSTANCES = 2;
    private static final String FIRST_SEGMENT = "00000000000000000000.log";
    private final Path home;
    private final Patches patches;
    private final LocalPostgres postgresData;
    private final int postgresPort = Ports.free();
    private final LocalServer postgres;
    private final Brokers brokers;
    private final Map<ServiceKind, List<Service>> services = new EnumMap<>(ServiceKind.class);
    private int copies;
    private final List<Link> links = new ArrayList<>();
    private final Set<URI> outOfRotation = ConcurrentHashMap.newKeySet();
    private final Map<ServiceKind, List<URI>> clientUrls = new EnumMap<>(ServiceKind.class);

    /// @param home where everything is kept that the servers and services write
    /// @param build where Kontor was built
    /// @param jars of all services
    /// @param brokers how many
    public Rig(Path home, Path build, Map<ServiceKind, ServiceJar> jars, int brokers) {
        this.home = home;
        this.patches = new Patches(build);
        Path local = build.resolve("local").resolve("target");
        this.brokers = new Brokers(home, local.resolve("kafka"), patches, brokers);
        this.postgresData = new LocalPostgres(home.resolve("postgres"), local.resolve("cache"));
        this.postgres = new LocalServer(() -> postgresData.prepare().launch(postgresPort));
        clientUrls.put(ServiceKind.QUERY_SERVICE, new ArrayList<>());
        clientUrls.put(ServiceKind.REQUEST_SERVICE, new ArrayList<>());
        for (ServiceKind kind : ServiceKind.values()) {
            List<Service> instances = new ArrayList<>();
            for (int i = 1; i <= INSTANCES; i++) {
                ServiceJar jar = Objects.requireNonNull(jars.get(kind));
                instances.add(service(kind, jar, kind.module() + "-" + i));
            }
            services.put(kind, instances);
        }
    }

    private Service service(ServiceKind kind, ServiceJar jar, String name) {
        int port = Ports.free();
        List<String> settings = new ArrayList<>(brokers.topicSettings());
        settings.add(
                "--spring.kafka.bootstrap-servers="
                        + brokers.admit((broker, to) -> link(name, broker, to)));
        kind.schema().ifPresent(schema -> settings.addAll(database(name, schema)));
        List<URI> urls = clientUrls.get(kind);
        if (urls != null) {
            urls.add(url(link("clients", name, port)));
        }
        if (kind == ServiceKind.REQUEST_SERVICE) {
            settings.add("--kontor.read-url=" + clientUrls(ServiceKind.QUERY_SERVICE).getFirst());
        }
        // So many processes on one machine, each for a minute: better compiled comes too late.
        List<String> options = List.of(Jvm.QUICK_START);
        return new Service(kind, name, jar, port, logs(), options, settings);
    }

    private List<String> database(String name, String schema) {
        Link link = link(name, "postgres", postgresPort);
        return List.of(
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:%d/%s?currentSchema=%s"
                        .formatted(link.port(), LocalPostgres.DATABASE, schema),
                "--spring.datasource.username=" + schema,
                "--spring.datasource.password=" + schema);
    }

    private Link link(String from, String to, int target) {
        Link link = new Link(from, to, Ports.free(), target);
        links.add(link);
        return link;
    }

    /// Makes what lets services start sooner, where the jars have it not yet.
    public void prepare() {
        List<Service> unprepared =
                services.values().stream()
                        .map(List::getFirst)
                        .filter(service -> !service.isPrepared())
                        .toList();
        if (!unprepared.isEmpty()) {
            startServers();
            unprepared.forEach(Service::prepare);
        }
    }

    private void startServers() {
        List<LocalServer> servers = new ArrayList<>(brokers.servers());
        servers.add(postgres);
        inParallel(servers, LocalServer::restart);
    }

    /// Starts all of it and waits until all is ready.
    public void start() {
        startServers();
        List<Service> all = services.values().stream().flatMap(List::stream).toList();
        all.forEach(service -> service.server().start());
        all.forEach(service -> service.server().awaitReady());
    }

    private static <T> void inParallel(List<T> all, Consumer<T> action) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            all.stream()
                    .map(each -> CompletableFuture.runAsync(() -> action.accept(each), threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    /// The broker, or the first of them.
    public LocalServer kafka() {
        return brokers.servers().getFirst();
    }

    public Brokers brokers() {
        return brokers;
    }

    public LocalServer postgres() {
        return postgres;
    }

    public List<Service> instances(ServiceKind kind) {
        return List.copyOf(Objects.requireNonNull(services.get(kind)));
    }

    /// From its next start on an instance runs with a patch of `system-tests/src/planted`, until
    /// [Service#unalter].
    ///
    /// @param jvmOptions besides those that it has
    public void alter(Service service, String patch, String... jvmOptions) {
        String classPath = service.shipped().classPath();
        service.alter(patches.classes(patch, classPath), List.of(jvmOptions));
    }

    /// Every instance of every service.
    public List<Service> services() {
        return services.values().stream().flatMap(List::stream).toList();
    }

    /// Where clients reach the instances of request-service or query-service that are in rotation,
    /// through links.
    public List<URI> clientUrls(ServiceKind kind) {
        return Objects.requireNonNull(clientUrls.get(kind)).stream()
                .filter(url -> !outOfRotation.contains(url))
                .toList();
    }

    /// Clients begin nothing there any more; what they have begun comes to its end.
    public void takeOutOfRotation(Service service) {
        clientUrl(service).ifPresent(outOfRotation::add);
    }

    public void takeIntoRotation(Service service) {
        clientUrl(service).ifPresent(outOfRotation::remove);
    }

    private Optional<URI> clientUrl(Service service) {
        return links("clients", service.name()).stream().map(Rig::url).findFirst();
    }

    private static URI url(Link link) {
        return URI.create("http://127.0.0.1:" + link.port());
    }

    /// Where an onlooker reads the log, past all links.
    public String bootstrapServers() {
        return brokers.bootstrapServers();
    }

    /// The links from one party to another, one for each instance.
    ///
    /// @param from a module, or `clients`
    /// @param to a module, `kafka` or `postgres`
    public List<Link> links(String from, String to) {
        return links.stream().filter(link -> link.joins(from, to)).toList();
    }

    public List<Link> links() {
        return List.copyOf(links);
    }

    /// Where the logs of the services are.
    public Path logs() {
        return home.resolve("logs");
    }

    /// What the processors say of their partitions, as far as they say anything.
    public List<Partition> partitions() {
        List<Partition> all = new ArrayList<>();
        for (Service service : services()) {
            all.addAll(Partition.of(service));
        }
        return all;
    }

    /// Kills whatever reads the log or owns a state, as before any restore.
    public void killServices() {
        services().forEach(service -> service.server().kill());
    }

    /// Starts all services and waits until each runs; those that have reason to may not be ready.
    public void startServices() {
        services().forEach(service -> service.server().start());
        services().forEach(Service::awaitAnswer);
    }

    /// Where the records of a partition lie on the disk of the broker, or of the first.
    public Path segment(Partition.Name name) {
        return segment(0, name);
    }

    /// @param broker its index
    public Path segment(int broker, Partition.Name name) {
        return brokers.data(broker).resolve(name.toString()).resolve(FIRST_SEGMENT);
    }

    /// A copy of the log or of the state, made while its server stands still.
    ///
    /// @param folder `kafka` or `postgres`
    public Path coldCopy(String folder) {
        Path copy = home.resolve(folder + ".copy-" + ++copies);
        copy(home.resolve(folder), copy);
        return copy;
    }

    /// Puts a copy in the place of what is there.
    public void restore(String folder, Path copy) {
        try {
            Folders.delete(home.resolve(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        copy(copy, home.resolve(folder));
    }

    private static void copy(Path from, Path to) {
        try {
            List<String> command = List.of("cp", "-a", from.toString(), to.toString());
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException("cannot copy " + from + " to " + to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while copying " + from, e);
        }
    }

    @Override
    public void close() {
        services().forEach(service -> service.server().kill());
        brokers.servers().forEach(LocalServer::kill);
        postgres.kill();
        links.forEach(Link::close);
        patches.close();
    }
}
