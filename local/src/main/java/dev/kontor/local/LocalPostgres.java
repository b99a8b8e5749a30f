package dev.kontor.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// PostgreSQL on the loopback address, keeping its data in a folder, with the database, roles and
/// schemas that Kontor needs.
public final class LocalPostgres {

    /// The database that the services share, each with a schema and a role of its own.
    public static final String DATABASE = "kontor";

    /// Recovery after a power cut may have 2 GB of log to read.
    private static final Duration MAX_WAIT = Duration.ofMinutes(2);

    private final Path home;
    private final Path data;
    private final PostgresBinaries binaries;

    /// @param home where the data, the log file and the superuser's password are kept
    /// @param cache where the server's programs are unpacked; may be shared with other folders
    public LocalPostgres(Path home, Path cache) {
        this.home = home.toAbsolutePath().normalize();
        this.data = this.home.resolve("data");
        this.binaries = new PostgresBinaries(cache.toAbsolutePath().normalize());
    }

    /// Makes the folder if it is not there, and makes sure that no other server serves it. To be
    /// called before a port is chosen, since a leftover server still holds the one it had.
    public LocalPostgres prepare() throws IOException, InterruptedException {
        Files.createDirectories(home);
        binaries.unpack();
        makePassword();
        Folders.makeOnce(data, this::initialise);
        try (InputStream settings = resource("postgres/postgresql.conf")) {
            Files.copy(settings, settingsFile(), StandardCopyOption.REPLACE_EXISTING);
        }
        Path pidFile = data.resolve("postmaster.pid");
        Leftover.stop(pidFile, data, Launch.StopSignal.INT);
        disownReusedId(pidFile);
        return this;
    }

    /// The server's process. It counts as ready once the database is there as well.
    public Launch launch(int port) {
        return launch(port, Map.of());
    }

    /// The same with some settings that are not Kontor's.
    public Launch launch(int port, Map<String, String> settings) {
        PostgresServer server = new PostgresServer("127.0.0.1", port, superuserPassword());
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString()));
        arguments.addAll(List.of("-c", "config_file=" + settingsFile()));
        arguments.addAll(List.of("-c", "listen_addresses=127.0.0.1"));
        arguments.addAll(List.of("-c", "port=" + port));
        arguments.addAll(List.of("-c", "unix_socket_directories="));
        settings.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        return new Launch(
                "postgres",
                binaries.command("postgres", arguments.toArray(String[]::new)),
                Map.of(),
                home.resolve("postgres.log"),
                () -> isReady(server),
                MAX_WAIT,
                Launch.StopSignal.INT);
    }

    /// The password of the superuser `postgres`, made anew for each folder.
    public String superuserPassword() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (IOException e) {
            throw new IllegalStateException("call prepare() first", e);
        }
    }

    private static boolean isReady(PostgresServer server) {
        if (!server.accepts()) {
            return false;
        }
        server.createDatabase(DATABASE);
        return true;
    }

    private void makePassword() throws IOException {
        if (Files.exists(passwordFile())) {
            return;
        }
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        Path unfinished = home.resolve("password.unfinished");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, HexFormat.of().formatHex(secret) + "\n");
        Files.move(unfinished, passwordFile(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void initialise(Path folder) throws IOException, InterruptedException {
        List<String> command =
                binaries.command(
                        "initdb",
                        "--pgdata=" + folder,
                        "--username=postgres",
                        "--pwfile=" + passwordFile(),
                        "--auth=scram-sha-256",
                        "--data-checksums",
                        "--encoding=UTF8",
                        // Built in: the order of strings, and so every index, is the same on every
                        // machine and stays so when the operating system is upgraded.
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C",
                        "--no-instructions");
        Programs.run(command, home.resolve("initdb.log"));
    }

    /// The id of a server that died may now be another process's, and PostgreSQL would take that
    /// for a server and refuse to start. An id that no process can have leaves it to the second
    /// check, for children of a dead server that still use its memory.
    private void disownReusedId(Path pidFile) throws IOException {
        Optional<ProcessHandle> other = Leftover.read(pidFile).flatMap(ProcessHandle::of);
        if (other.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(pidFile));
        lines.set(0, "4194305");
        Files.write(pidFile, lines);
    }

    private Path settingsFile() {
        return home.resolve("postgresql.conf");
    }

    private Path passwordFile() {
        return home.resolve("superuser-password");
    }

    static InputStream resource(String name) {
        return Objects.requireNonNull(LocalPostgres.class.getResourceAsStream(name), name);
    }
}
