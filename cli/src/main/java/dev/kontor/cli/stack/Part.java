package dev.kontor.cli.stack;

import dev.kontor.cli.console.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The processes that make up Kontor on one machine, in the order in which they stand on each
/// other.
public enum Part {
    KAFKA(9092),
    POSTGRES(5432),
    LEDGER_PROCESSOR(8082),
    ACCOUNT_SERVICE(8083),
    QUERY_SERVICE(8081),
    REQUEST_SERVICE(8080);

    private final String partName = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final int usualPort;

    Part(int usualPort) {
        this.usualPort = usualPort;
    }

    /// As people and the state file call it.
    public String partName() {
        return partName;
    }

    /// The port it has unless that is taken.
    public int usualPort() {
        return usualPort;
    }

    /// Whether it is one of Kontor's own, with an HTTP port.
    public boolean isService() {
        return this != KAFKA && this != POSTGRES;
    }

    /// Where its clients find it.
    String url(int port) {
        return switch (this) {
            case KAFKA -> "127.0.0.1:" + port;
            case POSTGRES -> "jdbc:postgresql://127.0.0.1:" + port + "/kontor";
            case LEDGER_PROCESSOR, ACCOUNT_SERVICE, QUERY_SERVICE, REQUEST_SERVICE ->
                    "http://localhost:" + port;
        };
    }

    public static List<Part> services() {
        return Arrays.stream(values()).filter(Part::isService).toList();
    }

    /// @throws Failure if there is none of that name
    public static Part named(String name) {
        return Arrays.stream(values())
                .filter(part -> part.partName.equals(name))
                .findFirst()
                .orElseThrow(() -> new Failure("'" + name + "' is none of " + names()));
    }

    private static String names() {
        return Arrays.stream(values()).map(Part::partName).collect(Collectors.joining(", "));
    }
}
