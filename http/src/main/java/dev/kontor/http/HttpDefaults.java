package dev.kontor.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.ResourcePropertySource;

/// Puts `kontor-http.properties` below everything else that configures a service, so whatever a
/// service or its operator sets wins.
public final class HttpDefaults implements EnvironmentPostProcessor {
    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        try {
            environment
                    .getPropertySources()
                    .addLast(
                            new ResourcePropertySource(
                                    new ClassPathResource("kontor-http.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException("The jar lacks its kontor-http.properties.", e);
        }
    }
}
