package dev.kontor.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/// One Kafka broker, which is its own controller, on the loopback address, keeping its data in a
/// folder.
///
/// It runs in a process of its own ([KafkaServer]) with a class path of its own, so its libraries
/// never meet those of the services.
public final class LocalKafka {

    /// A million records leave three quarters of it free; 240 MB resident in all.
    private static final String HEAP = "-Xmx256m";

    private static final Duration MAX_WAIT = Duration.ofSeconds(90);

    /// A way in beside the usual one, whose clients are told to connect elsewhere: to something
    /// that stands between them and the broker.
    ///
    /// @param name upper-case letters, digits and underscores
    /// @param port the broker listens on
    /// @param advertisedPort that clients which came this way are sent to
    public record Entrance(String name, int port, int advertisedPort) {

        /// @param text as [#toString] has it
        static Entrance parse(String text) {
            String[] parts = text.split(":", 3);
            return new Entrance(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        }

        @Override
        public String toString() {
            return name + ":" + port + ":" + advertisedPort;
        }
    }

    private final Path home;
    private final Path libraries;

    /// @param home where the data, the log file and the process id are kept
    /// @param libraries the folder of the broker's jars, which the build makes:
    ///   `local/target/kafka`
    public LocalKafka(Path home, Path libraries) {
        this.home = home.toAbsolutePath().normalize();
        this.libraries = libraries.toAbsolutePath().normalize();
    }

    /// Makes sure that no other broker serves this folder. To be called before a port is chosen,
    /// since a leftover broker still holds the one it had.
    public LocalKafka prepare() throws IOException, InterruptedException {
        if (!Files.isDirectory(libraries)) {
            throw new IllegalStateException(
                    "the broker's libraries are not in %s; build them with `mvn package`"
                            .formatted(libraries));
        }
        Files.createDirectories(home);
        Leftover.stop(home.resolve("pid"), home, Launch.StopSignal.TERM);
        return this;
    }

    /// The broker's process. Its first start formats the folder.
    ///
    /// @param jvmOptions more of them
    public Launch launch(int port, List<String> jvmOptions) {
        return launch(port, jvmOptions, List.of(), Map.of());
    }

    /// The broker's process, with more ways in than the usual one, and settings of its own: with
    /// `cluster.id`, `node.id` and `controller.quorum.voters` it is one of several.
    public Launch launch(
            int port,
            List<String> jvmOptions,
            List<Entrance> entrances,
            Map<String, String> settings) {
        List<String> command = new ArrayList<>();
        command.add(Jvm.program());
        command.addAll(List.of(HEAP, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dlog4j2.configurationFile=dev/kontor/local/kafka-log4j2.properties");
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", ownClasses() + ":" + libraries + "/*"));
        command.add(KafkaServer.class.getName());
        command.addAll(List.of(home.toString(), Integer.toString(port)));
        entrances.forEach(entrance -> command.add(entrance.toString()));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        return new Launch(
                "kafka",
                command,
                Map.of(),
                home.resolve("kafka.log"),
                () -> isReady(bootstrapServers(port)),
                MAX_WAIT,
                Launch.StopSignal.TERM);
    }

    /// Whether a folder holds a log, be it an empty one.
    public static boolean isFormatted(Path home) {
        return Files.isDirectory(KafkaServer.data(home));
    }

    /// Where clients of a broker on this port connect.
    public static String bootstrapServers(int port) {
        return "127.0.0.1:" + port;
    }

    /// The folder or jar of this module.
    public static Path ownClasses() {
        return Path.of(
                LocalKafka.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    static boolean isReady(String bootstrapServers) {
        if (Ports.isFree(Integer.parseInt(bootstrapServers.split(":", 2)[1]))) {
            return false;
        }
        Map<String, Object> settings =
                Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2_000,
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000);
        try (Admin admin = Admin.create(settings)) {
            return !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while asking Kafka whether it is ready", e);
        }
    }
}
