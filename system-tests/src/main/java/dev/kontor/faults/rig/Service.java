package dev.kontor.faults.rig;

import dev.kontor.local.Launch;
import dev.kontor.local.LocalServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One instance of a service, run as its users run it: from its jar, in a process of its own.
public final class Service {
    private static final Duration START_PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final URI url;
    private final LocalServer server;

    /// @param build where the services were built
    /// @param name of this instance
    /// @param jvmOptions besides those that each has
    /// @param settings as they stand on the command line
    public Service(
            Path build,
            ServiceKind kind,
            String name,
            int port,
            Path logs,
            List<String> jvmOptions,
            List<String> settings) {
        this.name = name;
        this.url = URI.create("http://127.0.0.1:" + port);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar(build, kind).toString()));
        command.addAll(settings);
        command.add("--server.address=127.0.0.1");
        command.add("--server.port=" + port);
        Launch launch =
                new Launch(
                        name,
                        command,
                        Map.of(),
                        logs.resolve(name + ".log"),
                        this::isReady,
                        START_PATIENCE,
                        Launch.StopSignal.TERM);
        this.server = new LocalServer(() -> launch);
    }

    private static Path jar(Path build, ServiceKind kind) {
        String module = kind.module();
        Path jar = build.resolve(module).resolve("target").resolve(module + "-exec.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: build it with `mvn package`");
        }
        return jar;
    }

    public String name() {
        return name;
    }

    public URI url() {
        return url;
    }

    /// The process, to be treated badly.
    public LocalServer server() {
        return server;
    }

    /// Whether it says that it does its work.
    public boolean isReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection)
                            url.resolve("/actuator/health/readiness").toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(2_000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
