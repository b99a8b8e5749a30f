package dev.kontor.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kontor.cli.console.Failure;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointsTest {

    @Test
    void prefersTheCommandLineToTheEnvironmentToWhatRunsHere() {
        Endpoints endpoints =
                new Endpoints(
                        Map.of(Endpoints.WRITE_URL, "https://write.example"),
                        Map.of("request-service", 18080, "query-service", 18081));
        assertThat(endpoints.write("http://told:1")).isEqualTo(URI.create("http://told:1"));
        assertThat(endpoints.write(null)).isEqualTo(URI.create("https://write.example"));
        assertThat(endpoints.read(null)).isEqualTo(URI.create("http://localhost:18081"));
    }

    @Test
    void goesToTheUsualPortsIfItKnowsNothing() {
        Endpoints endpoints = new Endpoints(Map.of(), Map.of());
        assertThat(endpoints.write(null)).isEqualTo(URI.create("http://localhost:8080"));
        assertThat(endpoints.read(null)).isEqualTo(URI.create("http://localhost:8081"));
        assertThat(endpoints.bootstrapServers(null)).isEqualTo("127.0.0.1:9092");
    }

    @Test
    void refusesWhatIsNoUrl() {
        Endpoints endpoints = new Endpoints(Map.of(), Map.of());
        for (String text : new String[] {"localhost:8080", "ftp://x", "http://", "a b"}) {
            assertThatThrownBy(() -> endpoints.write(text))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("is not a URL");
        }
    }
}
