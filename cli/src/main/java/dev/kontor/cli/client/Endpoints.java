package dev.kontor.cli.client;

import dev.kontor.cli.console.Failure;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the client commands go: what the command line says, else what the environment says, else
/// what `kontor up` runs here. Never to whatever else happens to listen: it may keep other books.
public final class Endpoints {

    /// Takes writes: request-service.
    public static final String WRITE_URL = "KONTOR_WRITE_URL";

    /// Takes reads: query-service.
    public static final String READ_URL = "KONTOR_READ_URL";

    /// Owns the topic `transfers`.
    public static final String LEDGER_URL = "KONTOR_LEDGER_URL";

    /// Owns the topic `instructions`.
    public static final String ACCOUNT_URL = "KONTOR_ACCOUNT_URL";

    /// Kafka.
    public static final String BOOTSTRAP_SERVERS = "KONTOR_BOOTSTRAP_SERVERS";

    private final Map<String, String> environment;
    private final Map<String, Integer> ports;
    private final String place;

    /// @param environment environment variables
    /// @param ports       of the parts that run here, by their names; none if nothing does
    /// @param place       where "here" is, for people
    public Endpoints(Map<String, String> environment, Map<String, Integer> ports, String place) {
        this.environment = Map.copyOf(environment);
        this.ports = Map.copyOf(ports);
        this.place = place;
    }

    public URI write(@Nullable String option) {
        return url(option, WRITE_URL, "request-service");
    }

    public URI read(@Nullable String option) {
        return url(option, READ_URL, "query-service");
    }

    public URI ledger(@Nullable String option) {
        return url(option, LEDGER_URL, "ledger-processor");
    }

    public URI accounts(@Nullable String option) {
        return url(option, ACCOUNT_URL, "account-service");
    }

    public String bootstrapServers(@Nullable String option) {
        return told(option, BOOTSTRAP_SERVERS)
                .orElseGet(() -> "127.0.0.1:" + port("kafka", BOOTSTRAP_SERVERS));
    }

    private URI url(@Nullable String option, String variable, String part) {
        String text =
                told(option, variable).orElseGet(() -> "http://localhost:" + port(part, variable));
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

    private Optional<String> told(@Nullable String option, String variable) {
        return Stream.of(option, environment.get(variable))
                .filter(each -> each != null && !each.isBlank())
                .map(Objects::requireNonNull)
                .findFirst();
    }

    private int port(String part, String variable) {
        Integer port = ports.get(part);
        if (port == null) {
            throw new Failure(
                    ("No Kontor runs in %s. Start it with `./kontor up`, or say which one is meant"
                                    + " (%s).")
                            .formatted(place, variable));
        }
        return port;
    }
}
