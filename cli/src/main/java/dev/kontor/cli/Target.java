package dev.kontor.cli;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which service a client command speaks to.
final class Target {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The service. Default: $KONTOR_WRITE_URL for what changes something and"
                            + " $KONTOR_READ_URL for the rest, else what `up` runs here.")
    private @Nullable String url;

    URI write(Place place) {
        return place.endpoints().write(url);
    }

    URI read(Place place) {
        return place.endpoints().read(url);
    }
}
