package dev.kontor.query.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ReadPropertiesTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void hasDefaults() {
        assertThat(bound(Map.of())).isEqualTo(new ReadProperties(8, Duration.ofSeconds(5), 2_000));
    }

    @Test
    void takesEachPropertyUnderItsName() {
        assertThat(
                        bound(
                                Map.of(
                                        "kontor.reads.connections", "3",
                                        "kontor.reads.statement-timeout", "250ms",
                                        "kontor.reads.waiting-requests", "0")))
                .isEqualTo(new ReadProperties(3, Duration.ofMillis(250), 0));
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReadProperties(0, SECOND, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReadProperties(201, SECOND, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReadProperties(1, Duration.ZERO, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReadProperties(1, SECOND, -1));
    }

    private static ReadProperties bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("kontor.reads", ReadProperties.class);
    }
}
