package dev.kontor.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AccountPropertiesTest {
    @Test
    void hasDefaults() {
        assertThat(bind(Map.of())).isEqualTo(new AccountProperties(200_000));
    }

    @Test
    void takesEveryPropertyGiven() {
        assertThat(bind(Map.of("kontor.accounts.cached", "7"))).isEqualTo(new AccountProperties(7));
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountProperties(-1));
    }

    private static AccountProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("kontor.accounts", AccountProperties.class);
    }
}
