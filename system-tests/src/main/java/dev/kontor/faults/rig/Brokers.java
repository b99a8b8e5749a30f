package dev.kontor.faults.rig;

import dev.kontor.local.Jvm;
import dev.kontor.local.Launch;
import dev.kontor.local.LocalKafka;
import dev.kontor.local.LocalServer;
import dev.kontor.local.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

/// One broker, or several that replicate all there is.
///
/// Kafka sends its clients to the address it advertises, so each client has a listener of its own
/// at each broker, and what is advertised is the link that stands in front of it.
public final class Brokers {
    private final List<Broker> all;
    private final Path libraries;
    private final Patches patches;
    private int clients;

    /// What stands in front of the class path, with a colon; empty: nothing.
    private String classes = "";

    private List<String> options = List.of();

    /// @param home of the rig
    /// @param libraries as [LocalKafka] has them
    /// @param count how many; with more than one, everything has as many replicas
    Brokers(Path home, Path libraries, Patches patches, int count) {
        this.libraries = libraries;
        this.patches = patches;
        List<Integer> controllers = IntStream.range(0, count).mapToObj(_ -> Ports.free()).toList();
        String cluster = Uuid.randomUuid().toString();
        this.all =
                IntStream.range(0, count)
                        .mapToObj(i -> {
                            String name = i == 0 ? "kafka" : "kafka-" + (i + 1);
                            Map<String, String> settings =
                                    count == 1 ? Map.of() : settings(i, controllers, cluster);
                            return new Broker(name, home.resolve(name), settings);
                        })
                        .toList();
    }

    private static Map<String, String> settings(
            int index, List<Integer> controllers, String cluster) {
        String replicas = Integer.toString(controllers.size());
        Map<String, String> settings = new TreeMap<>();
        settings.put("cluster.id", cluster);
        settings.put("node.id", Integer.toString(index + 1));
        settings.put(
                "controller.quorum.voters",
                IntStream.range(0, controllers.size())
                        .mapToObj(i ->
                                (i + 1) + "@" + LocalKafka.bootstrapServers(controllers.get(i)))
                        .collect(Collectors.joining(",")));
        settings.put("default.replication.factor", replicas);
        settings.put("min.insync.replicas", "2");
        settings.put("offsets.topic.replication.factor", replicas);
        return settings;
    }

    /// One of them, with what its clients are told.
    private final class Broker {
        private final String name;
        private final Path home;
        private final int port = Ports.free();
        private final List<LocalKafka.Entrance> entrances = new ArrayList<>();
        private final LocalServer server;

        Broker(String name, Path home, Map<String, String> settings) {
            LocalKafka kafka = new LocalKafka(home, libraries);
            this.name = name;
            this.home = home;
            this.server = new LocalServer(() -> launch(kafka, settings));
        }

        private Launch launch(LocalKafka kafka, Map<String, String> settings)
                throws IOException, InterruptedException {
            List<String> jvmOptions = new ArrayList<>(options);
            jvmOptions.add(Jvm.QUICK_START);
            Launch launch = kafka.prepare().launch(port, jvmOptions, entrances, settings);
            List<String> command = new ArrayList<>(launch.command());
            int classPath = command.indexOf("-cp") + 1;
            command.set(classPath, classes + command.get(classPath));
            return new Launch(
                    launch.name(),
                    command,
                    launch.environment(),
                    launch.logFile(),
                    launch.readiness(),
                    launch.maxWait(),
                    launch.stopSignal());
        }
    }

    /// Lets one more client in.
    ///
    /// @param links makes what stands between it and a port, by the name of the broker
    /// @return where it connects
    String admit(LinkMaker links) {
        String entrance = "CLIENT_" + ++clients;
        return all.stream()
                .map(broker -> {
                    int port = Ports.free();
                    Link link = links.make(broker.name, port);
                    broker.entrances.add(new LocalKafka.Entrance(entrance, port, link.port()));
                    return LocalKafka.bootstrapServers(link.port());
                })
                .collect(Collectors.joining(","));
    }

    /// Makes a link to a broker.
    @FunctionalInterface
    interface LinkMaker {
        Link make(String broker, int port);
    }

    /// From the next start on they run with a patch of `system-tests/src/planted`, until
    /// [#unalter].
    public void alter(String patch, String... jvmOptions) {
        String classPath = LocalKafka.ownClasses() + ":" + libraries + "/*";
        classes = patches.classes(patch, classPath) + ":";
        options = List.of(jvmOptions);
    }

    public void unalter() {
        classes = "";
        options = List.of();
    }

    public List<LocalServer> servers() {
        return all.stream().map(broker -> broker.server).toList();
    }

    /// Where an onlooker connects, past all links.
    String bootstrapServers() {
        return all.stream()
                .map(broker -> LocalKafka.bootstrapServers(broker.port))
                .collect(Collectors.joining(","));
    }

    /// @return the settings of a service's that say how its topics are to be replicated
    List<String> topicSettings() {
        return all.size() == 1
                ? List.of()
                : List.of(
                        "--kontor.topics.replication-factor=" + all.size(),
                        "--kontor.topics.min-in-sync-replicas=2",
                        "--kontor.topics.flush-on-append=false");
    }

    /// Where a broker keeps its log.
    ///
    /// @param index as in [#servers]
    Path data(int index) {
        return all.get(index).home.resolve("data");
    }

    /// Who leads a partition.
    ///
    /// @return an index, as in [#servers]
    public int leaderOf(Partition.Name name) {
        return Objects.requireNonNull(describe(List.of(name.topic())).get(name.topic()))
                        .partitions()
                        .get(name.partition())
                        .leader()
                        .id()
                - 1;
    }

    /// Whether each broker has all of every partition.
    public boolean isInSync(List<String> topics) {
        return describe(topics).values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(partition -> partition.isr().size() == all.size());
    }

    private Map<String, TopicDescription> describe(List<String> topics) {
        Map<String, Object> settings =
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            return admin.describeTopics(topics).allTopicNames().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell of its topics", e);
        }
    }
}
