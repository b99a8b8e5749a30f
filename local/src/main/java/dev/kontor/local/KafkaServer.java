package dev.kontor.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// The broker's process: formats the folder the first time, then serves it until it is told to
/// stop.
///
/// Arguments: the folder, the port for clients on the loopback address, any further entrances, and
/// settings of its own (`name=value`), among them `cluster.id`, where there are several brokers.
public final class KafkaServer {

    private static final String SETTINGS = "kafka/server.properties";
    private static final String CLUSTER = "cluster.id";
    private static final String VOTERS = "controller.quorum.voters";
    private static final String NODE = "node.id";

    /// The program.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        Files.writeString(home.resolve("pid"), ProcessHandle.current().pid() + "\n");
        List<LocalKafka.Entrance> entrances =
                Arrays.stream(arguments)
                        .skip(2)
                        .filter(argument -> !argument.contains("="))
                        .map(LocalKafka.Entrance::parse)
                        .toList();
        Map<String, String> own =
                Arrays.stream(arguments)
                        .skip(2)
                        .filter(argument -> argument.contains("="))
                        .map(argument -> argument.split("=", 2))
                        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        Path data = data(home);
        Folders.makeOnce(data, folder -> format(folder, port, own));
        serve(settings(data, port, entrances, own));
    }

    static Path data(Path home) {
        return home.resolve("data");
    }

    private static void format(Path folder, int port, Map<String, String> own) {
        Map<String, String> settings = settings(folder, port, List.of(), own);
        Formatter formatter =
                new Formatter()
                        .setClusterId(own.getOrDefault(CLUSTER, Uuid.randomUuid().toString()))
                        .setNodeId(Integer.parseInt(settings.get(NODE)))
                        .setControllerListenerName(settings.get("controller.listener.names"))
                        .setMetadataLogDirectory(folder.toString())
                        .addDirectory(folder.toString());
        try {
            formatter.run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot format " + folder + " for Kafka", e);
        }
    }

    private static void serve(Map<String, String> settings) {
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        try {
            server.startup();
        } catch (RuntimeException e) {
            // What has started already would keep the process alive, and it would never be ready.
            e.printStackTrace();
            System.exit(1);
        }
        server.awaitShutdown();
    }

    /// The shared settings, and what is this process's own. The port of a controller that is alone
    /// is nobody else's business, so any will do, another one each time.
    private static Map<String, String> settings(
            Path data, int port, List<LocalKafka.Entrance> entrances, Map<String, String> own) {
        Properties shared = new Properties();
        try (InputStream in =
                Objects.requireNonNull(KafkaServer.class.getResourceAsStream(SETTINGS))) {
            shared.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shared.putAll(own);
        shared.remove(CLUSTER);
        String node = shared.getProperty(NODE) + "@";
        String controller =
                Arrays.stream(shared.getProperty(VOTERS, "").split(",", -1))
                        .filter(voter -> voter.startsWith(node))
                        .map(voter -> voter.substring(node.length()))
                        .findFirst()
                        .orElseGet(() -> LocalKafka.bootstrapServers(Ports.free()));
        String broker = LocalKafka.bootstrapServers(port);
        shared.setProperty("log.dirs", data.toString());
        shared.setProperty("listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller);
        shared.setProperty("advertised.listeners", "PLAINTEXT://" + broker);
        entrances.forEach(entrance -> open(shared, entrance));
        shared.putIfAbsent(VOTERS, node + controller);
        return shared.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, shared::getProperty));
    }

    private static void open(Properties settings, LocalKafka.Entrance entrance) {
        String at = entrance.name() + "://";
        append(settings, "listeners", at + LocalKafka.bootstrapServers(entrance.port()));
        append(
                settings,
                "advertised.listeners",
                at + LocalKafka.bootstrapServers(entrance.advertisedPort()));
        append(settings, "listener.security.protocol.map", entrance.name() + ":PLAINTEXT");
    }

    private static void append(Properties settings, String name, String more) {
        settings.setProperty(name, settings.getProperty(name) + "," + more);
    }

    private KafkaServer() {}
}
