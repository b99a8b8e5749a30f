package dev.kontor.system;

import dev.kontor.local.Launch;
import dev.kontor.local.Ports;
import dev.kontor.local.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One service, run as its users run it: from its jar, in a process of its own.
final class ServiceProcess {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration START_PATIENCE = Duration.ofMinutes(2);

    private final Launch launch;
    private final URI url;
    private @Nullable Process process;

    ServiceProcess(String module, String name, List<String> settings) {
        int port = Ports.free();
        this.url = URI.create("http://127.0.0.1:" + port);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC"));
        if (!TestServers.ARE_LONG_LIVED) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(List.of("-jar", jar(module).toString()));
        command.addAll(settings);
        command.add("--server.address=127.0.0.1");
        command.add("--server.port=" + port);
        this.launch =
                new Launch(
                        name,
                        command,
                        Map.of(),
                        Path.of("target", "logs", name + ".log"),
                        this::isReady,
                        START_PATIENCE,
                        Launch.StopSignal.TERM);
    }

    private static Path jar(String module) {
        Path jar = ROOT.resolve(module).resolve("target").resolve(module + "-exec.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: build it with `mvn package`");
        }
        return jar;
    }

    URI url() {
        return url;
    }

    void start() {
        try {
            process = launch.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() {
        try {
            launch.awaitReady(process());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + launch.name(), e);
        }
    }

    /// Ends it as a power cut would: nothing is finished, nothing is said.
    void kill() {
        process().destroyForcibly().onExit().join();
    }

    private Process process() {
        if (process == null) {
            throw new IllegalStateException(launch.name() + " was never started");
        }
        return process;
    }

    private boolean isReady() {
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
