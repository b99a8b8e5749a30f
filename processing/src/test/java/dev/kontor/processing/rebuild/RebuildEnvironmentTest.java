package dev.kontor.processing.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class RebuildEnvironmentTest {
    private static final String URL = "spring.datasource.url";

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void leavesAServiceAloneThatIsToldNothing() {
        environment.setProperty(URL, "jdbc:postgresql://db/kontor?currentSchema=account");
        prepare();

        assertThat(environment.getProperty("kontor.rebuild.schema")).isNull();
        assertThat(environment.getProperty(URL)).endsWith("currentSchema=account");
    }

    @Test
    void putsTheSchemaBesideInThePlaceOfTheLiveOne() {
        environment.setProperty("kontor.rebuild.mode", "verify");
        environment.setProperty(
                URL, "jdbc:postgresql://db/kontor?ssl=true&currentSchema=account&user=x");
        prepare();

        assertThat(environment.getProperty(URL))
                .isEqualTo(
                        "jdbc:postgresql://db/kontor?ssl=true"
                                + "&currentSchema=account_rebuild&user=x");
        assertThat(environment.getProperty("kontor.rebuild.live-schema")).isEqualTo("account");
        assertThat(environment.getProperty("spring.flyway.default-schema"))
                .isEqualTo("account_rebuild");
        assertThat(environment.getProperty("spring.main.web-application-type")).isEqualTo("none");
    }

    @Test
    void asksForTheLiveSchema() {
        environment.setProperty("kontor.rebuild.mode", "verify");
        environment.setProperty(URL, "jdbc:postgresql://db/kontor");

        assertThatThrownBy(this::prepare)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must name the live schema");
    }

    private void prepare() {
        new RebuildEnvironment().postProcessEnvironment(environment, new SpringApplication());
    }
}
