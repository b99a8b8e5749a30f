package dev.kontor.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RequestPropertiesTest {
    @Test
    void areWhatTheOperatorsPageSaysUnlessToldOtherwise() {
        assertThat(bind(Map.of()))
                .isEqualTo(
                        new RequestProperties(
                                URI.create("http://localhost:8081"),
                                1_000_000,
                                1_000,
                                0,
                                20_000,
                                2_000,
                                16));
        assertThat(
                        bind(
                                Map.of(
                                        "kontor.read-url", "https://read.example/",
                                        "kontor.max-hints", "1",
                                        "kontor.max-requests", "2",
                                        "kontor.max-rate", "5",
                                        "kontor.max-waiters", "0",
                                        "kontor.bulk-window", "3",
                                        "kontor.max-bulks", "4")))
                .isEqualTo(
                        new RequestProperties(
                                URI.create("https://read.example/"), 1, 2, 5, 0, 3, 4));
    }

    @ParameterizedTest
    @CsvSource({
        "kontor.read-url, /v1, kontor.read-url must be absolute: /v1",
        "kontor.max-requests, 0, 'kontor.max-requests must be positive, and max-rate not negative'",
        "kontor.max-rate, -1, 'kontor.max-requests must be positive, and max-rate not negative'",
        "kontor.max-waiters, -1, kontor.max-waiters must not be negative",
        "kontor.bulk-window, 0, kontor.bulk-window and max-bulks must be positive",
        "kontor.max-bulks, 0, kontor.bulk-window and max-bulks must be positive"
    })
    void refuseWhatCannotBe(String name, String value, String said) {
        assertThatThrownBy(() -> bind(Map.of(name, value)))
                .isInstanceOf(BindException.class)
                .hasRootCauseMessage(said);
    }

    private static RequestProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("kontor", RequestProperties.class);
    }
}
