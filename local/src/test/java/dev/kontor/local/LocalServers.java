package dev.kontor.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Test servers that are processes of this machine.
final class LocalServers {

    /// Each test JVM has a folder of its own below the module's build folder.
    private static final Path HOME =
            Path.of("target", "test-servers", Long.toString(ProcessHandle.current().pid()));

    /// The build folder of this module, wherever the tests that use it run.
    private static final Path BUILD = Objects.requireNonNull(LocalKafka.ownClasses().getParent());

    /// A broker that lives for some seconds is done before the better compiler has paid.
    static final List<String> QUICK_START =
            TestServers.ARE_LONG_LIVED ? List.of() : List.of("-XX:TieredStopAtLevel=1");

    static RunningKafka startKafka() {
        Path home = HOME.resolve("kafka");
        LocalKafka kafka = kafka(home);
        int port = Ports.free();
        Server server = start(home, () -> kafka.prepare().launch(port, QUICK_START));
        return new RunningKafka(server, LocalKafka.bootstrapServers(port));
    }

    static RunningPostgres startPostgres() {
        Path home = HOME.resolve("postgres");
        LocalPostgres postgres = postgres(home);
        int port = Ports.free();
        Server server = start(home, () -> postgres.prepare().launch(port));
        return new RunningPostgres(
                server, new PostgresServer("127.0.0.1", port, postgres.superuserPassword()));
    }

    static LocalKafka kafka(Path home) {
        return new LocalKafka(home, BUILD.resolve("kafka"));
    }

    static LocalPostgres postgres(Path home) {
        return new LocalPostgres(home, BUILD.resolve("cache"));
    }

    private static Server start(Path home, LocalServer.Preparation preparation) {
        LocalServer server = new LocalServer(preparation);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> discard(server, home)));
        server.restart();
        return server;
    }

    private static void discard(LocalServer server, Path home) {
        server.kill();
        try {
            Folders.delete(home);
            Files.deleteIfExists(HOME);
        } catch (DirectoryNotEmptyException e) {
            return; // the other server is still being discarded
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LocalServers() {}
}
