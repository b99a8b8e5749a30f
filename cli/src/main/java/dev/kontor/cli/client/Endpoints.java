package dev.kontor.cli.client;

import dev.kontor.cli.console.Failure;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the client commands go: what the command line says, else what the environment says, else
/// what `kontor up` runs here, else the usual local ports.
public final class Endpoints {

    /// Takes writes: request-service.
    public static final String WRITE_URL = "KONTOR_WRITE_URL";

    /// Takes reads: query-service.
    public static final String READ_URL = "KONTOR_READ_URL";

    /// Kafka.
    public static final String BOOTSTRAP_SERVERS = "KONTOR_BOOTSTRAP_SERVERS";

    private final Map<String, String> environment;
    private final Map<String, Integer> ports;

    /// @param environment environment variables
    /// @param ports       of the parts that run here, by their names; those left out are the usual
    public Endpoints(Map<String, String> environment, Map<String, Integer> ports) {
        this.environment = Map.copyOf(environment);
        this.ports = Map.copyOf(ports);
    }

    public URI write(@Nullable String option) {
        return url(option, WRITE_URL, ports.getOrDefault("request-service", 8080));
    }

    public URI read(@Nullable String option) {
        return url(option, READ_URL, ports.getOrDefault("query-service", 8081));
    }

    public String bootstrapServers(@Nullable String option) {
        return choose(option, BOOTSTRAP_SERVERS, "127.0.0.1:" + ports.getOrDefault("kafka", 9092));
    }

    private URI url(@Nullable String option, String variable, int port) {
        String text = choose(option, variable, "http://localhost:" + port);
        try {
            URI uri = URI.create(text);
            String scheme = uri.getScheme();
            if (uri.getHost() != null && ("http".equals(scheme) || "https".equals(scheme))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new Failure("'" + text + "' is not a URL like http://localhost:8080");
    }

    private String choose(@Nullable String option, String variable, String otherwise) {
        if (option != null && !option.isBlank()) {
            return option;
        }
        String value = environment.getOrDefault(variable, "");
        return value.isBlank() ? otherwise : value;
    }
}
