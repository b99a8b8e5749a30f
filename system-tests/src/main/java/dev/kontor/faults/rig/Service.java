package dev.kontor.faults.rig;

import dev.kontor.local.Launch;
import dev.kontor.local.LocalServer;
import dev.kontor.local.ServiceJar;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
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

    /// @param jvmOptions besides those that each has
    /// @param settings as they stand on the command line
    public Service(
            String name,
            ServiceJar jar,
            int port,
            Path logs,
            List<String> jvmOptions,
            List<String> settings) {
        this.name = name;
        this.url = URI.create("http://127.0.0.1:" + port);
        List<String> all = new ArrayList<>(settings);
        all.add("--server.address=127.0.0.1");
        all.add("--server.port=" + port);
        Launch launch =
                new Launch(
                        name,
                        jar.command(jvmOptions, all),
                        Map.of(),
                        logs.resolve(name + ".log"),
                        this::isReady,
                        START_PATIENCE,
                        Launch.StopSignal.TERM);
        this.server = new LocalServer(() -> launch);
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
