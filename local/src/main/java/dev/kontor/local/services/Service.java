package dev.kontor.local.services;

import dev.kontor.local.Launch;
import dev.kontor.local.LocalServer;
import dev.kontor.local.ServiceJar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// One instance of a service, run as its users run it: from its jar, in a process of its own.
public final class Service {
    private static final Duration START_PATIENCE = Duration.ofMinutes(2);

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ServiceKind kind;
    private final String name;
    private final URI url;
    private final List<String> settings;
    private final LocalServer server;
    private final ServiceJar shipped;
    private final List<String> jvmOptions;
    private volatile ServiceJar jar;
    private volatile List<String> moreOptions = List.of();

    /// @param jvmOptions besides those that each has
    /// @param settings as they stand on the command line
    public Service(
            ServiceKind kind,
            String name,
            ServiceJar jar,
            int port,
            Path logs,
            List<String> jvmOptions,
            List<String> settings) {
        this.kind = kind;
        this.name = name;
        this.shipped = jar;
        this.jar = jar;
        this.jvmOptions = List.copyOf(jvmOptions);
        this.url = URI.create("http://127.0.0.1:" + port);
        List<String> all = new ArrayList<>(settings);
        all.add("--server.address=127.0.0.1");
        all.add("--server.port=" + port);
        this.settings = List.copyOf(all);
        this.server = new LocalServer(() -> launch(command(), logs.resolve(name + ".log")));
    }

    private List<String> command() {
        List<String> options = new ArrayList<>(jvmOptions);
        options.addAll(moreOptions);
        return jar.command(options, settings);
    }

    private Launch launch(List<String> command, Path log) {
        return new Launch(
                name,
                command,
                Map.of(),
                log,
                this::isReady,
                START_PATIENCE,
                Launch.StopSignal.TERM);
    }

    /// Whether its jar has a start-up cache.
    public boolean isPrepared() {
        return shipped.isPrepared();
    }

    /// Makes that cache.
    public void prepare() {
        try {
            List<String> command = shipped.preparingCommand(jvmOptions, settings);
            shipped.prepare(launch(command, shipped.preparationLog()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while preparing " + name, e);
        }
    }

    public String name() {
        return name;
    }

    public ServiceKind kind() {
        return kind;
    }

    /// From the next start on other classes stand in front of its own.
    ///
    /// @param options besides those that it has
    public void alter(Path classes, List<String> options) {
        jar = shipped.behind(classes, kind.mainClass());
        moreOptions = List.copyOf(options);
    }

    /// From the next start on it runs what is shipped.
    public void unalter() {
        jar = shipped;
        moreOptions = List.of();
    }

    public ServiceJar shipped() {
        return shipped;
    }

    public URI url() {
        return url;
    }

    /// The process, to be treated badly.
    public LocalServer server() {
        return server;
    }

    /// All that it says of what it does; nothing if it does not answer.
    public String status() {
        return get("/v1/status");
    }

    /// All that it says of its health; nothing if it does not answer.
    public String health() {
        return get("/actuator/health");
    }

    private String get(String path) {
        try {
            HttpURLConnection connection = connect(path);
            InputStream body =
                    connection.getResponseCode() < 400
                            ? connection.getInputStream()
                            : connection.getErrorStream();
            return body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /// Waits until it answers at all.
    public void awaitAnswer() {
        long end = System.nanoTime() + START_PATIENCE.toNanos();
        while (!answers()) {
            if (!server.isRunning() || System.nanoTime() > end) {
                throw new IllegalStateException(name + " does not come up; see its log");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private boolean answers() {
        try {
            return connect("/actuator/health/liveness").getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpURLConnection connect(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) url.resolve(path).toURL().openConnection();
        connection.setConnectTimeout(1_000);
        connection.setReadTimeout(2_000);
        return connection;
    }

    /// Whether it says that it does its work.
    public boolean isReady() {
        try {
            return connect("/actuator/health/readiness").getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
