package dev.kontor.local;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One Kafka and one PostgreSQL per test JVM, each started when first asked for, and gone when the
/// JVM is, even if it is killed.
///
/// They are containers where Docker answers and has the images or gets them, else processes of this
/// machine. `-Dkontor.test.servers=docker` or `=local` (or `KONTOR_TEST_SERVERS`) insists on one.
///
/// Tests that share the JVM share the servers. Each test class can have a database of its own;
/// topics have to be told apart by their names or by the keys used.
public final class TestServers {

    /// Whether what is started here lives for minutes and is measured:
    /// `-Dkontor.test.longLived=true`.
    public static final boolean ARE_LONG_LIVED = Boolean.getBoolean("kontor.test.longLived");

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static @Nullable RunningKafka kafka;
    private static @Nullable RunningPostgres postgres;

    /// Where Kafka's clients connect.
    public static String bootstrapServers() {
        return runningKafka().bootstrapServers();
    }

    /// The database that all tests of this JVM share.
    public static TestDatabase database() {
        return database(LocalPostgres.DATABASE);
    }

    /// A new, empty database, with roles and schemas but without tables.
    public static TestDatabase freshDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        runningPostgres().asSuperuser().createDatabase(name);
        return database(name);
    }

    /// Kafka, to be killed and restarted.
    public static Server kafka() {
        return runningKafka().server();
    }

    /// PostgreSQL, to be killed and restarted.
    public static Server postgres() {
        return runningPostgres().server();
    }

    private static TestDatabase database(String name) {
        PostgresServer server = runningPostgres().asSuperuser();
        return new TestDatabase(server.host(), server.port(), name);
    }

    private static synchronized RunningKafka runningKafka() {
        if (kafka == null) {
            kafka = useDocker() ? DockerServers.startKafka() : LocalServers.startKafka();
        }
        return kafka;
    }

    private static synchronized RunningPostgres runningPostgres() {
        if (postgres == null) {
            postgres = useDocker() ? DockerServers.startPostgres() : LocalServers.startPostgres();
        }
        return postgres;
    }

    private static boolean useDocker() {
        String choice =
                Optional.ofNullable(System.getProperty("kontor.test.servers"))
                        .or(() -> Optional.ofNullable(System.getenv("KONTOR_TEST_SERVERS")))
                        .orElse("any");
        return switch (choice) {
            case "docker" -> true;
            case "local" -> false;
            case "any" -> DockerServers.areAvailable();
            default ->
                    throw new IllegalStateException(
                            "kontor.test.servers is '%s'; it may be 'docker' or 'local'"
                                    .formatted(choice));
        };
    }

    private TestServers() {}
}
