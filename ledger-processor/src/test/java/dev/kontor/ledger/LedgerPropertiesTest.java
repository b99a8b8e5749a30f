package dev.kontor.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LedgerPropertiesTest {
    @Test
    void keepsFiftyThousandTransfersUnlessToldOtherwise() {
        assertThat(bind(Map.of()).maxInFlight()).isEqualTo(50_000);
        assertThat(bind(Map.of("kontor.ledger.max-in-flight", "7")).maxInFlight()).isEqualTo(7);
    }

    @Test
    void keepsAtLeastOne() {
        assertThatThrownBy(() -> bind(Map.of("kontor.ledger.max-in-flight", "0")))
                .isInstanceOf(BindException.class)
                .hasRootCauseMessage("kontor.ledger.max-in-flight must be at least 1");
    }

    private static LedgerProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("kontor.ledger", LedgerProperties.class);
    }
}
