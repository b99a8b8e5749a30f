package dev.kontor.local;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/// Test servers that are containers, of the images and with the settings of `docker-compose.yml`.
final class DockerServers {

    static final String KAFKA = "apache/kafka:4.2.2";
    static final String POSTGRES = "postgres:18";
    private static final String PASSWORD = "postgres";

    /// A slow line may need that long for both images.
    private static final Duration PULL_PATIENCE = Duration.ofMinutes(5);

    /// Whether Docker answers and has the images, or can get them.
    static boolean areAvailable() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return false;
        }
        DockerClient docker = DockerClientFactory.instance().client();
        return isThere(docker, KAFKA) && isThere(docker, POSTGRES);
    }

    /// The port is chosen here, and not by Docker, because Kafka has to be told what to advertise,
    /// and because it has to stay the same when the container is started again.
    static RunningKafka startKafka() {
        int port = Ports.free();
        String bootstrapServers = DockerClientFactory.instance().dockerHostIpAddress() + ":" + port;
        GenericContainer<?> container = container(KAFKA, port, 9092);
        container
                .withCopyFileToContainer(
                        resource("kafka/server.properties"), "/mnt/shared/config/server.properties")
                .withEnv("KAFKA_LOG_DIRS", "/var/lib/kafka/data")
                .withEnv("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093")
                .withEnv(
                        "KAFKA_LISTENERS",
                        "CLIENT://:9092,CONTROLLER://localhost:9093,PLAINTEXT://localhost:19092")
                .withEnv(
                        "KAFKA_ADVERTISED_LISTENERS",
                        "CLIENT://" + bootstrapServers + ",PLAINTEXT://localhost:19092");
        DockerServer server =
                new DockerServer(container, () -> LocalKafka.isReady(bootstrapServers));
        server.restart();
        return new RunningKafka(server, bootstrapServers);
    }

    static RunningPostgres startPostgres() {
        int port = Ports.free();
        GenericContainer<?> container = container(POSTGRES, port, 5432);
        container
                .withCopyFileToContainer(
                        resource("postgres/postgresql.conf"), "/etc/kontor/postgresql.conf")
                .withCopyFileToContainer(
                        resource("postgres/init.sql"), "/docker-entrypoint-initdb.d/init.sql")
                .withEnv("POSTGRES_DB", LocalPostgres.DATABASE)
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withEnv(
                        "POSTGRES_INITDB_ARGS",
                        "--data-checksums --encoding=UTF8 --locale-provider=builtin"
                                + " --builtin-locale=C.UTF-8 --locale=C")
                .withCommand(
                        "postgres",
                        "-c",
                        "config_file=/etc/kontor/postgresql.conf",
                        "-c",
                        "listen_addresses=*");
        PostgresServer asSuperuser =
                new PostgresServer(
                        DockerClientFactory.instance().dockerHostIpAddress(), port, PASSWORD);
        DockerServer server = new DockerServer(container, asSuperuser::accepts);
        server.restart();
        return new RunningPostgres(server, asSuperuser);
    }

    @SuppressWarnings("resource") // lives as long as the JVM, and Ryuk ends it with that
    private static GenericContainer<?> container(String image, int port, int inside) {
        GenericContainer<?> container =
                new GenericContainer<>(DockerImageName.parse(image)).withExposedPorts(inside);
        container.setPortBindings(List.of(port + ":" + inside));
        return container;
    }

    private static MountableFile resource(String name) {
        return MountableFile.forClasspathResource("dev/kontor/local/" + name, 0644);
    }

    private static boolean isThere(DockerClient docker, String image) {
        try {
            docker.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return pull(docker, image);
        }
    }

    private static boolean pull(DockerClient docker, String image) {
        try {
            return docker.pullImageCmd(image)
                    .start()
                    .awaitCompletion(PULL_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while pulling " + image, e);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private DockerServers() {}
}
