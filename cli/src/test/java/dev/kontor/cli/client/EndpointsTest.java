package dev.kontor.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.cli.console.Failure;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EndpointsTest {

    @Test
    void prefersTheCommandLineToTheEnvironmentToWhatRunsHere() {
        Endpoints endpoints =
                new Endpoints(
                        Map.of(Endpoints.WRITE_URL, "https://write.example"),
                        Map.of("request-service", 18080, "query-service", 18081),
                        "here");
        assertThat(endpoints.write("http://told:1")).isEqualTo(URI.create("http://told:1"));
        assertThat(endpoints.write(null)).isEqualTo(URI.create("https://write.example"));
        assertThat(endpoints.read(null)).isEqualTo(URI.create("http://localhost:18081"));
    }

    @Test
    void goesNowhereIfNothingRunsHere() {
        Endpoints endpoints = new Endpoints(Map.of(), Map.of(), "/a/folder");
        List<Consumer<Endpoints>> asked =
                List.of(
                        each -> each.write(null),
                        each -> each.read(" "),
                        each -> each.ledger(null),
                        each -> each.accounts(null),
                        each -> each.bootstrapServers(null));
        for (Consumer<Endpoints> each : asked) {
            assertThatThrownBy(() -> each.accept(endpoints))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("No Kontor runs in /a/folder");
        }
    }

    @Test
    void refusesWhatIsNoUrl() {
        Endpoints endpoints = new Endpoints(Map.of(), Map.of(), "here");
        for (String text : new String[] {"localhost:8080", "ftp://x", "http://", "a b"}) {
            assertThatThrownBy(() -> endpoints.write(text))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("is not a URL");
        }
    }
}
