package dev.kontor.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kontor.http.openapi.OpenApiConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class HttpConventionsWithoutOpenApiTest {
    @Test
    void startsWhereOpenApiIsNotBrought() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(HttpConventions.class))
                .withPropertyValues("spring.application.name=sample")
                .withClassLoader(new FilteredClassLoader("org.springdoc", "io.swagger"))
                .run(context ->
                        assertThat(context)
                                .hasNotFailed()
                                .doesNotHaveBean(OpenApiConfiguration.class));
    }
}
